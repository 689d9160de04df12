package dev.lmcp.server.legacy;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.base.HttpResponses;
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

/** Answers the GET requests of a session with its standalone stream, or with the rest of a broken stream. */
final class LegacyGetStreams {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final OpenStreams streams;
    private final LegacySessionHeader header;
    private final LegacySessions sessions;
    private final Limits limits;

    LegacyGetStreams(OpenStreams streams, LegacySessionHeader header, LegacySessions sessions, Limits limits) {
        this.sessions = sessions;
        this.streams = streams;
        this.header = header;
        this.limits = limits;
    }

    /**
     * A position in a stream.
     *
     * @param isElsewhere whether it is a position in the standalone stream of another node, so that the stream here lacks
     *     what that one had
     */
    private record Position(LegacyStream stream, long number, boolean isElsewhere) {}

    void answer(Exchange exchange, AuthenticatedCaller caller) {
        if (!LegacySessionHeader.isPresent(exchange) || !exchange.isDetachable()) {
            exchange.respond(HttpResponses.methodNotAllowed("POST, DELETE"));
        } else if (!Negotiation.accepts(exchange, Sse.TYPE)) {
            exchange.respond(HttpResponses.refusal(
                    406, RpcError.INVALID_REQUEST, "Not acceptable: a GET is answered with text/event-stream"));
        } else {
            header.find(exchange, caller).ifPresent(session -> open(exchange, caller, session));
        }
    }

    private void open(Exchange exchange, AuthenticatedCaller caller, LegacySession session) {
        List<String> lastEventId = exchange.headers(LAST_EVENT_ID);
        Optional<Position> position = lastEventId.isEmpty()
                ? Optional.empty()
                : find(session, lastEventId.get(0).strip());
        if (!lastEventId.isEmpty() && position.isEmpty()) {
            exchange.respond(HttpResponses.refusal(
                    400,
                    RpcError.INVALID_REQUEST,
                    "Invalid request: no stream of this session has this " + LAST_EVENT_ID));
            return;
        }
        PermitResult result = streams.tryAcquire(caller.principal());
        if (result instanceof PermitResult.Refused refused) {
            exchange.respond(refused.response());
            return;
        }
        Permit permit = (Permit) result;
        LegacyStream stream = permit.open(() -> position.map(Position::stream)
                .orElseGet(() -> session.streams(limits).standalone()));
        Exchange.DetachedStream connection =
                permit.open(() -> exchange.detach(Sse.HEADERS, limits.of(Limit.STREAM_QUEUE_SIZE)));
        connection.onEnd(permit::close);
        SseWriter writer = SseWriter.of(connection);
        Listener listener = new Listener(caller.ofStream(), stream, connection);
        streams.add(listener);
        position.ifPresentOrElse(resumed -> stream.resume(writer, resumed.number()), () -> stream.connect(writer));
        if (position.filter(Position::isElsewhere).isPresent()) {
            sessions.notifyOfEverything(session);
        }
        // last, so that the action also runs for a connection that has ended already
        connection.onEnd(() -> {
            streams.remove(listener);
            stream.removeConnection(writer);
        });
    }

    private Optional<Position> find(LegacySession session, String eventId) {
        int dash = eventId.lastIndexOf('-');
        if (dash < 0 || eventId.length() > 64) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(eventId.substring(dash + 1));
            String name = eventId.substring(0, dash);
            if (LegacyStreams.isStandalone(name) && !isKnown(session, name, number)) {
                LegacyStream standalone = session.streams(limits).standalone();
                return Optional.of(new Position(standalone, standalone.last(), true));
            }
            return sessions.findStream(session, name, number).map(stream -> new Position(stream, number, false));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Returns whether this node has the stream, with the event that the client names. */
    private boolean isKnown(LegacySession session, String name, long number) {
        return session.streams(limits)
                .find(name)
                .filter(stream -> number <= stream.last())
                .isPresent();
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
