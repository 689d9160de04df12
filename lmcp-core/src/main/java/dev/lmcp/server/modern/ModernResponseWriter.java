package dev.lmcp.server.modern;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.server.base.HttpAnswers;
import dev.lmcp.server.base.Negotiation;
import dev.lmcp.server.base.Sse;
import dev.lmcp.server.call.NotificationStream;
import dev.lmcp.server.call.ResponseContext;
import dev.lmcp.server.call.ResponseWriter;
import dev.lmcp.server.call.SseWriter;
import dev.lmcp.spi.Exchange;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The response on the connection of its request: one JSON body, or a stream once something precedes the response. */
final class ModernResponseWriter implements ResponseWriter {

    private final Exchange exchange;
    private final ResponseContext parts;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Boolean streams;
    private @Nullable SseWriter sink;
    private @Nullable Runnable whenGone;
    private boolean ended;
    private boolean gone;
    private volatile long lastWrite = System.nanoTime();

    ModernResponseWriter(Exchange exchange, ResponseContext parts) {
        this.exchange = exchange;
        this.parts = parts;
    }

    @Override
    public void send(Message message) {
        lock.lock();
        try {
            if (!ended && streams()) {
                write(Sse.event(parts.codec().write(message)));
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
                byte[] body = parts.codec().write(response);
                if (sink == null) {
                    exchange.respond(HttpAnswers.json(status, body));
                } else {
                    sink.write(Sse.event(body));
                    sink.close();
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
                if (sink == null) {
                    exchange.respond(HttpAnswers.accepted());
                } else {
                    sink.close();
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
            if (ended || sink != null || !exchange.isDetachable() || !streams()) {
                return Optional.empty();
            }
            // first, so that the response still goes out if this fails
            Exchange.DetachedStream connection = exchange.detach(Sse.HEADERS, maxQueued);
            end();
            return Optional.of(NotificationStream.of(connection, parts.codec()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void release(Duration retryAfter) {
        // this era has no way back to a request
    }

    @Override
    public void begin(Runnable onCancel) {
        lock.lock();
        try {
            whenGone = onCancel;
        } finally {
            lock.unlock();
        }
    }

    /** A comment shows whether the client is still there: containers notice only when they write. */
    @Override
    public void beat() {
        if (System.nanoTime() - lastWrite < parts.heartbeatInterval().toNanos() / 2 || !lock.tryLock()) {
            return;
        }
        boolean due;
        try {
            due = !ended && !gone && streams();
        } finally {
            lock.unlock();
        }
        if (due) {
            // not under the lock, as the worker gives up if it finds the lock taken
            parts.worker().execute(this::comment);
        }
    }

    private void comment() {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (!ended && !gone) {
                write(Sse.COMMENT);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean streams() {
        if (streams == null) {
            streams = Negotiation.accepts(exchange, Sse.TYPE);
        }
        return streams;
    }

    private void write(byte[] bytes) {
        if (sink == null) {
            sink = SseWriter.of(exchange.stream(Sse.HEADERS));
        }
        lastWrite = System.nanoTime();
        if (!gone && !sink.write(bytes)) {
            gone = true;
            if (whenGone != null) {
                whenGone.run();
            }
        }
    }

    private boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }
}
