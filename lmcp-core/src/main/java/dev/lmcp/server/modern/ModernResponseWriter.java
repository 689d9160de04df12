package dev.lmcp.server.modern;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.server.base.HttpResponses;
import dev.lmcp.server.base.Negotiation;
import dev.lmcp.server.base.Sse;
import dev.lmcp.server.call.NotificationStream;
import dev.lmcp.server.call.ResponseContext;
import dev.lmcp.server.call.ResponseWriter;
import dev.lmcp.server.call.SseWriter;
import dev.lmcp.spi.Exchange;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Writes the response as one JSON body, or as an SSE stream if other messages come before it. */
final class ModernResponseWriter implements ResponseWriter {

    private final Exchange exchange;
    private final ResponseContext context;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Boolean acceptsStream;
    private @Nullable SseWriter sse;
    private final AtomicBoolean isDisconnected = new AtomicBoolean();
    private volatile @Nullable Runnable onCancel;
    private boolean ended;
    private volatile long lastWrite = System.nanoTime();

    ModernResponseWriter(Exchange exchange, ResponseContext context) {
        this.exchange = exchange;
        this.context = context;
    }

    @Override
    public void send(Message message) {
        lock.lock();
        try {
            if (!ended && acceptsStream()) {
                write(Sse.event(context.codec().write(message)));
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void finish(int status, Message.Response response) {
        lock.lock();
        try {
            if (end()) {
                byte[] body = context.codec().write(response);
                if (sse == null) {
                    exchange.respond(HttpResponses.json(status, body));
                } else {
                    sse.write(Sse.event(body));
                    sse.close();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void refuse(Exchange.Response response) {
        lock.lock();
        try {
            if (end()) {
                exchange.respond(response);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void abandon() {
        lock.lock();
        try {
            if (end()) {
                if (sse == null) {
                    exchange.respond(HttpResponses.accepted());
                } else {
                    sse.close();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<NotificationStream> detach(int maxQueued) {
        lock.lock();
        try {
            if (ended || sse != null || !exchange.isDetachable() || !acceptsStream()) {
                return Optional.empty();
            }
            // before end(), so that the response can still be sent if this fails
            Exchange.DetachedStream connection = exchange.detach(Sse.HEADERS, maxQueued);
            end();
            return Optional.of(NotificationStream.of(connection, context.codec()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void release(Duration retryAfter) {
        // clients of this era cannot reconnect to a request
    }

    @Override
    public void begin(Runnable onCancel) {
        this.onCancel = onCancel;
        exchange.onDisconnect(this::disconnected);
    }

    @Override
    public void runBlocking(Runnable work) {
        exchange.runBlocking(work);
    }

    /** In this era, a closed connection cancels the call. Takes no lock, as a thread that writes may hold it. */
    private void disconnected() {
        Runnable cancel = onCancel;
        if (isDisconnected.compareAndSet(false, true) && cancel != null) {
            cancel.run();
        }
    }

    /** Writes a comment, as some transports detect a closed connection only by writing. */
    @Override
    public void beat() {
        if (System.nanoTime() - lastWrite < context.heartbeatInterval().toNanos() / 2 || !lock.tryLock()) {
            return;
        }
        boolean isDue;
        try {
            isDue = !ended && !isDisconnected.get() && acceptsStream();
        } finally {
            lock.unlock();
        }
        if (isDue) {
            // without the lock, as the worker skips the comment if the lock is held
            context.worker().execute(this::comment);
        }
    }

    private void comment() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (!ended && !isDisconnected.get()) {
                write(Sse.COMMENT);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean acceptsStream() {
        if (acceptsStream == null) {
            acceptsStream = Negotiation.accepts(exchange, Sse.TYPE);
        }
        return acceptsStream;
    }

    private void write(byte[] bytes) {
        if (sse == null) {
            sse = SseWriter.of(exchange.stream(Sse.HEADERS));
        }
        lastWrite = System.nanoTime();
        if (!isDisconnected.get() && !sse.write(bytes)) {
            disconnected();
        }
    }

    private boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }
}
