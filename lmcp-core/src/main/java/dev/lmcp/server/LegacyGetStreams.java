package dev.lmcp.server;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.spi.Exchange;
import java.util.List;
import java.util.Optional;

/** A GET of a session's: the stream for what belongs to no request, or the rest of a stream that was lost. */
final class LegacyGetStreams {

    private static final String LAST_EVENT = "Last-Event-ID";

    private final OpenStreams streams;
    private final Limits limits;

    LegacyGetStreams(OpenStreams streams, Limits limits) {
        this.streams = streams;
        this.limits = limits;
    }

    /** A place in a stream. */
    private record Place(LegacyStream stream, long number) {}

    void open(Exchange exchange, AuthenticatedCaller caller, LegacySession session) {
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
        Optional<Exchange.Response> full = streams.takePlace(caller.principal());
        if (full.isPresent()) {
            exchange.respond(full.get());
            return;
        }
        LegacyStream stream =
                place.map(Place::stream).orElseGet(() -> session.streams(limits).standalone());
        Exchange.DetachedStream connection =
                streams.open(caller.principal(), () -> exchange.detach(Sse.HEADERS, limits.streamQueue()));
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
