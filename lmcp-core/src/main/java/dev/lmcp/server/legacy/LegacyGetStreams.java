package dev.lmcp.server.legacy;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.base.HttpAnswers;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.base.Negotiation;
import dev.lmcp.server.base.Sse;
import dev.lmcp.server.call.OpenStreams;
import dev.lmcp.server.call.Permit;
import dev.lmcp.server.call.PermitResult;
import dev.lmcp.server.call.SseWriter;
import dev.lmcp.spi.Exchange;
import java.util.List;
import java.util.Optional;

/** Answers the GET requests of a session: with the stream that belongs to no request, or the rest of a lost one. */
final class LegacyGetStreams {

    private static final String LAST_EVENT = "Last-Event-ID";

    private final OpenStreams streams;
    private final LegacySessionHeader header;
    private final Limits limits;

    LegacyGetStreams(OpenStreams streams, LegacySessionHeader header, Limits limits) {
        this.streams = streams;
        this.header = header;
        this.limits = limits;
    }

    /** A place in a stream. */
    private record Place(LegacyStream stream, long number) {}

    void answer(Exchange exchange, AuthenticatedCaller caller) {
        if (!LegacySessionHeader.isPresent(exchange) || !exchange.isDetachable()) {
            exchange.respond(HttpAnswers.methodNotAllowed("POST, DELETE"));
        } else if (!Negotiation.accepts(exchange, Sse.TYPE)) {
            exchange.respond(HttpAnswers.refusal(
                    406, RpcError.INVALID_REQUEST, "Not acceptable: a GET is answered with text/event-stream"));
        } else {
            header.find(exchange, caller).ifPresent(session -> open(exchange, caller, session));
        }
    }

    private void open(Exchange exchange, AuthenticatedCaller caller, LegacySession session) {
        List<String> last = exchange.headers(LAST_EVENT);
        Optional<Place> place =
                last.isEmpty() ? Optional.empty() : find(session, last.get(0).strip());
        if (!last.isEmpty() && place.isEmpty()) {
            exchange.respond(HttpAnswers.refusal(
                    400,
                    RpcError.INVALID_REQUEST,
                    "Invalid request: there is nothing to resume behind this " + LAST_EVENT));
            return;
        }
        PermitResult result = streams.tryAcquire(caller.principal());
        if (result instanceof PermitResult.Refused refused) {
            exchange.respond(refused.response());
            return;
        }
        Permit permit = (Permit) result;
        LegacyStream stream = permit.open(() ->
                place.map(Place::stream).orElseGet(() -> session.streams(limits).standalone()));
        Exchange.DetachedStream connection =
                permit.open(() -> exchange.detach(Sse.HEADERS, limits.of(Limit.STREAM_QUEUE_SIZE)));
        connection.onEnd(permit::close);
        SseWriter sink = SseWriter.of(connection);
        Listener listener = new Listener(caller.ofStream(), stream, connection);
        streams.add(listener);
        place.ifPresentOrElse(from -> stream.resume(sink, from.number()), () -> stream.connect(sink));
        // last, so that a connection that has ended already is not taken for an open one
        connection.onEnd(() -> {
            streams.remove(listener);
            stream.lost(sink);
        });
    }

    private Optional<Place> find(LegacySession session, String eventId) {
        int dash = eventId.lastIndexOf('-');
        if (dash < 0 || eventId.length() > 64) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(eventId.substring(dash + 1));
            return session.streams(limits).find(eventId.substring(0, dash)).map(stream -> new Place(stream, number));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private record Listener(AuthenticatedCaller caller, LegacyStream stream, Exchange.DetachedStream connection)
            implements OpenStreams.Open {

        @Override
        public void beat() {
            connection.offer(Sse.COMMENT);
        }

        @Override
        public void end() {
            connection.close();
        }
    }
}
