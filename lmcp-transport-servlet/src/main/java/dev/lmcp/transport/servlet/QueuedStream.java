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
 * A response body for which no thread waits: whoever offers a piece writes it where the socket takes it, and otherwise
 * the container writes it when it can.
 *
 * <p>Two monitors, taken in the order {@code io}, {@code this}. {@code this} guards the fields, for moments. {@code io}
 * is held while the response is touched, which never blocks; who has taken it after {@link #ended} was set knows that
 * nobody touches the response any more, so that the container may have it back.
 */
final class QueuedStream implements DetachedStream, WriteListener, AsyncEnd {

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final int maxQueued;
    private final Object io = new Object();

    private @Nullable Queue<byte[]> queue;
    private @Nullable List<Runnable> endActions;
    private @Nullable Runnable stopAction;
    private boolean opened;
    private boolean pumping;
    private boolean again;
    private boolean unflushed;
    private boolean closing;
    private boolean ended;
    private boolean endedByContainer;

    /** Creates a stream of a response that is committed, in an asynchronous cycle that never times out. */
    QueuedStream(AsyncContext context, ServletOutputStream out, int maxQueued) {
        this.context = context;
        this.out = out;
        this.maxQueued = maxQueued;
    }

    /** Begins to write. */
    void open() {
        context.addListener(this);
        out.setWriteListener(this);
    }

    @Override
    public boolean offer(byte[] bytes) {
        boolean full;
        synchronized (this) {
            if (ended || closing) {
                return false;
            }
            if (queue == null) {
                queue = new ArrayDeque<>(2);
            }
            full = queue.size() >= maxQueued;
            if (!full) {
                queue.add(bytes);
            }
        }
        if (full) {
            cutOff("a stream's reader did not keep up with " + maxQueued + " pieces; its connection was closed");
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
            opened = true;
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
        }
        endAndComplete();
    }

    /** Tomcat times out even what has no time limit, as the first thing when it stops an application. */
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

    /** Closes the connection without waiting for its reader. */
    void cutOff(String reason) {
        if (end()) {
            Resumption.fail(context, new CutOffException(reason));
        }
    }

    /** One thread writes at a time; any other one leaves its piece to that. */
    private void pump() {
        synchronized (this) {
            if (pumping || !opened || ended) {
                again = true;
                return;
            }
            pumping = true;
        }
        boolean finished;
        do {
            finished = writeWhatFits();
        } while (!finished && isWantedAgain());
        if (finished) {
            endAndComplete();
        }
    }

    private synchronized boolean isWantedAgain() {
        pumping = again && !ended;
        again = false;
        return pumping;
    }

    /** Returns whether the body is at its end, by wish or by failure. */
    private boolean writeWhatFits() {
        synchronized (io) {
            try {
                while (!isEnded() && out.isReady()) {
                    byte[] piece = poll();
                    if (piece != null) {
                        out.write(piece);
                        unflushed = true;
                    } else if (unflushed) {
                        unflushed = false;
                        out.flush();
                    } else {
                        return isClosing();
                    }
                }
                return false;
            } catch (IOException | IllegalStateException e) {
                // Gone; some containers say so by their response's state.
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

    /** Ends at once, whatever is queued. */
    void endAndComplete() {
        if (!end()) {
            return;
        }
        if (isEndedByContainer()) {
            completeHere();
        } else {
            NeutralThread.complete(context);
        }
    }

    private synchronized boolean isEndedByContainer() {
        return endedByContainer;
    }

    /** On a thread of the container's, which wants to have it done when its callback returns. */
    private void completeHere() {
        try {
            context.complete();
        } catch (IllegalStateException e) {
            // The container has noticed the failure itself and completes the cycle; it says so this way.
        }
    }

    /** Lets go of everything; returns whether this was the first time. */
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
            // Whoever wrote has left, and nobody begins.
        }
    }
}
