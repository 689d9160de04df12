package dev.lmcp.transport.servlet;

import dev.lmcp.spi.Exchange.DetachedStream;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A response body for which no thread waits.
 *
 * <p>The thread that offers a piece writes it if the socket accepts it. Otherwise the container writes it later, when the
 * socket is ready.
 *
 * <p>There are two monitors, taken in the order {@code io}, {@code this}. {@code this} guards the fields and is held only
 * for moments. {@code io} is held while a thread uses the response, which never blocks. A thread that takes {@code io}
 * after {@link #ended} is set knows that no thread uses the response any more. Then the container may reuse it.
 */
final class QueuedStream implements DetachedStream, WriteListener, AsyncEnd {

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final int maxQueued;
    private final Object io = new Object();

    private @Nullable Queue<byte[]> queue;
    private @Nullable List<Runnable> endActions;
    private @Nullable Runnable stopAction;
    private boolean isWritable;
    private boolean isPumping;
    private boolean pumpAgain;
    private boolean needsFlush;
    private boolean closing;
    private boolean ended;
    private boolean endedByContainer;

    /** Creates a stream for a committed response, in an asynchronous cycle without a timeout. */
    QueuedStream(AsyncContext context, ServletOutputStream out, int maxQueued) {
        this.context = context;
        this.out = out;
        this.maxQueued = maxQueued;
    }

    /** Begins to write. Called once. */
    void open() {
        context.addListener(this);
        out.setWriteListener(this);
    }

    @Override
    public boolean offer(byte[] bytes) {
        boolean isFull;
        synchronized (this) {
            if (ended || closing) {
                return false;
            }
            if (queue == null) {
                queue = new ArrayDeque<>(2);
            }
            isFull = queue.size() >= maxQueued;
            if (!isFull) {
                queue.add(bytes);
            }
        }
        if (isFull) {
            cutOff("the client of a stream did not read fast enough: more than " + maxQueued
                    + " pieces were waiting; its connection was closed");
            return false;
        }
        pump();
        return true;
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
        }
        pump();
    }

    @Override
    public void onEnd(Runnable action) {
        synchronized (this) {
            if (!ended) {
                if (endActions == null) {
                    endActions = new ArrayList<>(1);
                }
                endActions.add(action);
                return;
            }
        }
        action.run();
    }

    @Override
    public synchronized void onStop(Runnable action) {
        stopAction = ended ? null : action;
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            isWritable = true;
        }
        pump();
    }

    @Override
    public void onError(Throwable failure) {
        ended(Cause.ERROR);
    }

    @Override
    public void ended(Cause cause) {
        if (cause == Cause.COMPLETE) {
            end();
            return;
        }
        synchronized (this) {
            endedByContainer = true;
        }
        if (cause == Cause.TIMEOUT) {
            stopped();
            writeLastPieces();
        }
        endAndComplete();
    }

    /** Before Tomcat stops an application, it reports a timeout, even to a cycle that has none. */
    private void stopped() {
        Runnable action;
        synchronized (this) {
            action = stopAction;
            stopAction = null;
        }
        if (action != null) {
            action.run();
        }
    }

    /** Writes what the stop action offered: a thread that writes at this moment may not see it before the stream ends. */
    private void writeLastPieces() {
        boolean mayWrite;
        synchronized (this) {
            mayWrite = isWritable && !ended;
        }
        if (mayWrite) {
            boolean unused = writeWhileReady();
        }
    }

    /** Closes the connection without waiting for its client. */
    void cutOff(String reason) {
        if (end()) {
            Resumption.fail(context, new CutOffException(reason));
        }
    }

    /** Writes the queue. If another thread is writing, that thread writes the new pieces too. */
    private void pump() {
        synchronized (this) {
            if (isPumping || !isWritable || ended) {
                pumpAgain = true;
                return;
            }
            isPumping = true;
        }
        boolean isFinished;
        do {
            isFinished = writeWhileReady();
        } while (!isFinished && shouldPumpAgain());
        if (isFinished) {
            endAndComplete();
        }
    }

    private synchronized boolean shouldPumpAgain() {
        isPumping = pumpAgain && !ended;
        pumpAgain = false;
        return isPumping;
    }

    /** Writes until the socket is not ready; returns whether the body is complete or has failed. */
    private boolean writeWhileReady() {
        synchronized (io) {
            try {
                while (!isEnded() && out.isReady()) {
                    byte[] piece = poll();
                    if (piece != null) {
                        out.write(piece);
                        needsFlush = true;
                    } else if (needsFlush) {
                        needsFlush = false;
                        out.flush();
                    } else {
                        return isClosing();
                    }
                }
                return false;
            } catch (IOException | RuntimeException e) {
                // The client is gone. Some containers throw IllegalStateException then, and Tomcat NullPointerException
                // if
                // one of its own threads ends the cycle at this moment.
                return true;
            }
        }
    }

    private synchronized byte @Nullable [] poll() {
        return queue == null ? null : queue.poll();
    }

    private synchronized boolean isEnded() {
        return ended;
    }

    private synchronized boolean isClosing() {
        return closing && (queue == null || queue.isEmpty());
    }

    /** Ends at once and drops the queue. */
    void endAndComplete() {
        if (!end()) {
            return;
        }
        if (isEndedByContainer()) {
            completeHere();
        } else {
            LeakSafeAsync.complete(context);
        }
    }

    private synchronized boolean isEndedByContainer() {
        return endedByContainer;
    }

    /** Completes the cycle on this thread of the container; it must be complete when the container's callback returns. */
    private void completeHere() {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            // The container has noticed the failure and completes the cycle itself.
        }
    }

    /** Ends the stream and runs the end actions; returns whether this was the first time. */
    private boolean end() {
        List<Runnable> actions;
        synchronized (this) {
            if (ended) {
                return false;
            }
            ended = true;
            queue = null;
            actions = endActions == null ? List.of() : endActions;
            endActions = null;
            stopAction = null;
        }
        awaitWriter();
        actions.forEach(Runnable::run);
        return true;
    }

    @SuppressWarnings("EmptySynchronized")
    private void awaitWriter() {
        synchronized (io) {
            // The last writer has left, and no other one begins.
        }
    }
}
