package dev.lmcp.server.legacy;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.server.base.HttpResponses;
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
 * Writes the response as one JSON body, or as an SSE stream of the session if other messages come before it. The end of
 * the connection does not cancel the request, and the client can resume the stream.
 */
final class LegacyResponseWriter implements BatchResponseWriter {

    private final Exchange exchange;
    private final LegacySession session;
    private final Optional<RequestId> request;
    private final ResponseContext context;
    private final Limits limits;
    private final boolean acceptsStream;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable LegacyStream stream;
    private CancellableRequests.@Nullable Entry entry;
    private boolean ended;
    private final long startNanos = System.nanoTime();

    private LegacyResponseWriter(
            Exchange exchange,
            LegacySession session,
            Optional<RequestId> request,
            ResponseContext context,
            Limits limits) {
        this.exchange = exchange;
        this.session = session;
        this.request = request;
        this.context = context;
        this.limits = limits;
        this.acceptsStream = Negotiation.accepts(exchange, Sse.TYPE);
    }

    /** Begins the response to a request. */
    static LegacyResponseWriter to(
            Exchange exchange, LegacySession session, RequestId request, ResponseContext context, Limits limits) {
        return new LegacyResponseWriter(exchange, session, Optional.of(request), context, limits);
    }

    /** Begins the response to a batch. A batch has no id. */
    static LegacyResponseWriter toBatch(
            Exchange exchange, LegacySession session, ResponseContext context, Limits limits) {
        return new LegacyResponseWriter(exchange, session, Optional.empty(), context, limits);
    }

    /** Returns whether the client accepts a stream, and so messages before the response. */
    boolean acceptsStream() {
        return acceptsStream;
    }

    @Override
    public void send(Message message) {
        unlessEnded(() -> {
            if (acceptsStream) {
                stream().append(context.codec().write(message));
            }
        });
    }

    @Override
    public void finish(int status, Message.Response response) {
        finish(status, context.codec().write(response));
    }

    @Override
    public void finish(ArrayNode responses) {
        finish(200, context.codec().writeTree(responses));
    }

    private void finish(int status, byte[] body) {
        end(open -> open.finish(body), HttpResponses.json(status, body));
    }

    @Override
    public void refuse(Exchange.Response response) {
        end(LegacyStream::end, response);
    }

    @Override
    public void abandon() {
        end(LegacyStream::end, HttpResponses.accepted());
    }

    @Override
    public Optional<NotificationStream> detach(int maxQueued) {
        return Optional.empty();
    }

    /** Closes the connection only if the revision has polling (MCP 2025-11-25 transports §Sending Messages). */
    @Override
    public void release(Duration retryAfter) {
        unlessEnded(() -> {
            if (acceptsStream && session.isAtLeast(LegacyRevisions.POLLING_SINCE)) {
                stream().disconnect(retryAfter);
            }
        });
    }

    @Override
    public void begin(Runnable onCancel) {
        // a cancellation by the client or the end of the session cancels the request; a disconnect does not
        unlessEnded(() -> request.ifPresent(id -> {
            entry = session.requests().add(id);
            entry.onCancel(onCancel);
        }));
    }

    @Override
    public void beat() {
        if (!acceptsStream
                || System.nanoTime() - startNanos < context.heartbeatInterval().toNanos() / 2
                || !lock.tryLock()) {
            return;
        }
        try {
            if (!ended && stream != null) {
                stream.beat(context);
            } else if (!ended) {
                context.worker().execute(() -> unlessEnded(() -> stream().beat(context)));
            }
        } finally {
            lock.unlock();
        }
    }

    private LegacyStream stream() {
        if (stream == null) {
            stream = session.streams(limits).open();
            SseWriter writer = SseWriter.of(exchange.stream(Sse.HEADERS));
            stream.connect(writer);
            if (session.isAtLeast(LegacyRevisions.POLLING_SINCE)) {
                stream.prime();
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

    private void end(Consumer<LegacyStream> onStream, Exchange.Response response) {
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
                exchange.respond(response);
            } else {
                onStream.accept(stream);
            }
        } finally {
            lock.unlock();
        }
    }
}
