package dev.lmcp.server.legacy;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.server.base.HttpAnswers;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.base.Negotiation;
import dev.lmcp.server.base.Sse;
import dev.lmcp.server.call.BatchResponseWriter;
import dev.lmcp.server.call.CancellableRequests;
import dev.lmcp.server.call.NotificationStream;
import dev.lmcp.server.call.ResponseContext;
import dev.lmcp.server.call.SseWriter;
import dev.lmcp.spi.Exchange;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/**
 * The response to a legacy request: one JSON body, or a stream of its session once something precedes the response. The
 * work belongs to the session, so a client that goes away cancels nothing and may come back for the rest.
 */
final class LegacyResponseWriter implements BatchResponseWriter {

    /** When a client should come back to a stream that ended early by accident. */
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Exchange exchange;
    private final LegacySession session;
    private final Optional<RequestId> request;
    private final ResponseContext parts;
    private final Limits limits;
    private final boolean streams;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable LegacyStream stream;
    private CancellableRequests.@Nullable Entry entry;
    private boolean ended;
    private final long begun = System.nanoTime();

    private LegacyResponseWriter(
            Exchange exchange,
            LegacySession session,
            Optional<RequestId> request,
            ResponseContext parts,
            Limits limits) {
        this.exchange = exchange;
        this.session = session;
        this.request = request;
        this.parts = parts;
        this.limits = limits;
        this.streams = Negotiation.accepts(exchange, Sse.TYPE);
    }

    /** Begins the response to a request. */
    static LegacyResponseWriter to(
            Exchange exchange, LegacySession session, RequestId request, ResponseContext parts, Limits limits) {
        return new LegacyResponseWriter(exchange, session, Optional.of(request), parts, limits);
    }

    /** Begins the response to a batch, which has no id of its own. */
    static LegacyResponseWriter toBatch(
            Exchange exchange, LegacySession session, ResponseContext parts, Limits limits) {
        return new LegacyResponseWriter(exchange, session, Optional.empty(), parts, limits);
    }

    /** Whether anything but the response can reach the client here. */
    boolean streams() {
        return streams;
    }

    @Override
    public void send(Message message) {
        unlessEnded(() -> {
            if (streams) {
                stream(RETRY).append(parts.codec().write(message));
            }
        });
    }

    @Override
    public void finish(int status, Message.Response response) {
        finish(status, parts.codec().write(response));
    }

    @Override
    public void finish(ArrayNode responses) {
        finish(200, parts.codec().writeTree(responses));
    }

    private void finish(int status, byte[] body) {
        end(open -> open.finish(body), HttpAnswers.json(status, body));
    }

    @Override
    public void refuse(Exchange.Response response) {
        end(LegacyStream::end, response);
    }

    @Override
    public void abandon() {
        end(LegacyStream::end, HttpAnswers.accepted());
    }

    @Override
    public Optional<NotificationStream> detach(int maxQueued) {
        return Optional.empty();
    }

    /** Only revisions that know how to come back are let go (MCP 2025-11-25 transports §Sending Messages). */
    @Override
    public void release(Duration retryAfter) {
        unlessEnded(() -> {
            if (streams && session.speaks(LegacyRevisions.POLLING_SINCE)) {
                boolean isNew = stream == null;
                LegacyStream open = stream(retryAfter);
                if (!isNew) {
                    open.prime(retryAfter);
                }
                open.disconnect();
            }
        });
    }

    @Override
    public void begin(Runnable onCancel) {
        // the work outlives the connection: it ends early only if the client cancels it, or with the session
        unlessEnded(() -> request.ifPresent(id -> {
            entry = session.requests().add(id);
            entry.onCancel(onCancel);
        }));
    }

    @Override
    public void beat() {
        if (!streams || System.nanoTime() - begun < parts.heartbeatInterval().toNanos() / 2 || !lock.tryLock()) {
            return;
        }
        try {
            if (!ended && stream != null) {
                stream.beat(parts);
            } else if (!ended) {
                parts.worker().execute(() -> unlessEnded(() -> stream(RETRY).beat(parts)));
            }
        } finally {
            lock.unlock();
        }
    }

    private LegacyStream stream(Duration retryAfter) {
        if (stream == null) {
            stream = session.streams(limits).open();
            SseWriter sink = SseWriter.of(exchange.stream(Sse.HEADERS));
            stream.connect(sink);
            if (session.speaks(LegacyRevisions.POLLING_SINCE)) {
                stream.prime(retryAfter);
            }
        }
        return stream;
    }

    private void unlessEnded(Runnable action) {
        lock.lock();
        try {
            if (!ended) {
                action.run();
            }
        } finally {
            lock.unlock();
        }
    }

    private void end(Consumer<LegacyStream> onStream, Exchange.Response otherwise) {
        lock.lock();
        try {
            if (ended) {
                return;
            }
            ended = true;
            if (entry != null) {
                entry.end();
            }
            if (stream == null) {
                exchange.respond(otherwise);
            } else {
                onStream.accept(stream);
            }
        } finally {
            lock.unlock();
        }
    }
}
