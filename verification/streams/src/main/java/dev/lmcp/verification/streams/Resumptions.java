package dev.lmcp.verification.streams;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** First bytes, and coming back to a stream that was cut. */
final class Resumptions {

    private static final int STEPS = 8;
    private static final int PACE_MILLIS = 150;

    private final Checks checks;
    private final Client client;

    private Resumptions(Checks checks, Client client) {
        this.checks = checks;
        this.client = client;
    }

    static void run(Checks checks, Path logs) throws IOException, InterruptedException {
        checks.part("first bytes, resumption, polling");
        try (ServerProcess server = ServerProcess.start(logs, "resumption", "-Xmx512m")) {
            Resumptions resumptions = new Resumptions(checks, new Client(server.port()));
            String session = resumptions.client.session(Client.NEWEST);
            Latencies.ofCalls(resumptions.client, session, 200);
            resumptions.headersAtOnce();
            resumptions.eventsAsTheyAreMade(Client.legacyTool(session, "1", "steps", steps()), "legacy");
            resumptions.eventsAsTheyAreMade(Client.modernTool("1", "steps", steps()), "modern");
            resumptions.resume();
            resumptions.missedNews();
            resumptions.poll();
            resumptions.noPollingBefore();
        }
    }

    private static String steps() {
        return "{\"count\":" + STEPS + ",\"millis\":" + PACE_MILLIS + "}";
    }

    private void headersAtOnce() throws IOException {
        String session = client.session(Client.NEWEST);
        try (Wire wire = client.open()) {
            long begun = System.nanoTime();
            wire.send(Client.listen(session).bytes());
            Reply head = wire.head();
            checks.that("a GET stream is one", head.status() == 200, head.brief());
            checks.within("a GET stream's header fields come at once", (System.nanoTime() - begun) / 1e6, 500);
        }
    }

    private void eventsAsTheyAreMade(Request request, String era) throws IOException {
        try (Wire wire = client.open()) {
            long begun = System.nanoTime();
            wire.send(request.bytes());
            Events events = new Events(wire.body(wire.head()));
            List<Long> times = new ArrayList<>();
            Optional<Events.Event> event = events.next();
            for (; event.isPresent(); event = events.next()) {
                if (!event.get().data().isEmpty()) {
                    times.add((System.nanoTime() - begun) / 1_000_000);
                }
            }
            checks.that(
                    era + ": the first event comes before the last is made",
                    times.size() == STEPS + 1 && times.get(0) < times.get(STEPS) - STEPS * PACE_MILLIS / 2,
                    "at " + times + " ms");
        }
    }

    private void resume() throws IOException {
        String session = client.session(Client.NEWEST);
        List<String> seen = new ArrayList<>();
        String last = "";
        try (Wire wire = client.open()) {
            wire.send(Client.legacyTool(session, "\"cut\"", "steps", steps()).bytes());
            Events events = new Events(wire.body(wire.head()));
            while (seen.size() < 2) {
                Events.Event event = events.next().orElseThrow();
                last = event.id();
                note(event, seen);
            }
            wire.abort();
        }
        try (Wire wire = client.open()) {
            wire.send(Client.listen(session).and("Last-Event-ID", last).bytes());
            Events events = new Events(wire.body(wire.head()));
            Optional<Events.Event> event = events.next();
            for (; event.isPresent(); event = events.next()) {
                note(event.get(), seen);
            }
        }
        List<String> whole = new ArrayList<>();
        for (int step = 1; step <= STEPS; step++) {
            whole.add("step " + step + " x");
        }
        whole.add("response \"cut\"");
        checks.that(
                "by Last-Event-ID a call's stream goes on where it was cut, to its end",
                seen.equals(whole),
                seen.size() + " of " + whole.size() + " events, each once, in order");
    }

    private static void note(Events.Event event, List<String> seen) {
        if (event.isResponse()) {
            seen.add("response " + event.json().path("id"));
        } else if (!event.data().isEmpty()) {
            seen.add(event.json().path("params").path("data").stringValue(""));
        }
    }

    private void missedNews() throws IOException, InterruptedException {
        String session = client.session(Client.NEWEST);
        String last;
        try (Wire wire = client.open()) {
            wire.send(Client.listen(session).bytes());
            Events events = new Events(wire.body(wire.head()));
            client.call(Client.modernTool("1", "toggle", "{}"));
            last = events.next().orElseThrow().id();
            wire.abort();
        }
        for (int i = 0; i < 3; i++) {
            client.call(Client.modernTool("1", "toggle", "{}"));
            Thread.sleep(100);
        }
        try (Wire wire = client.open()) {
            wire.send(Client.listen(session).and("Last-Event-ID", last).bytes());
            Events events = new Events(wire.body(wire.head()));
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ids.add(events.next().orElseThrow().id());
            }
            checks.that("by Last-Event-ID a session hears what it missed", ids.size() == 3, last + " → " + ids);
        }
    }

    private void poll() throws IOException, InterruptedException {
        String session = client.session(Client.NEWEST);
        Events.Event primed;
        boolean closed;
        try (Wire wire = client.open()) {
            wire.send(Client.legacyTool(session, "\"poll\"", "release", "{}").bytes());
            Events events = new Events(wire.body(wire.head()));
            primed = events.next().orElseThrow();
            Optional<Events.Event> rest = events.next();
            while (rest.isPresent() && !rest.get().isResponse()) {
                primed = rest.get();
                rest = events.next();
            }
            closed = rest.isEmpty();
        }
        checks.that(
                Client.NEWEST + ": a released connection closes, with an id and a time to come back",
                closed && !primed.id().isEmpty() && primed.retryMillis().isPresent(),
                "id " + primed.id() + ", retry " + primed.retryMillis().orElse(-1) + " ms");
        Thread.sleep(primed.retryMillis().orElse(0));
        try (Wire wire = client.open()) {
            wire.send(Client.listen(session).and("Last-Event-ID", primed.id()).bytes());
            Optional<Events.Event> answer = new Events(wire.body(wire.head())).next();
            checks.that(
                    Client.NEWEST + ": and who comes back gets the answer",
                    answer.isPresent()
                            && answer.get().json().path("id").stringValue("").equals("poll"),
                    answer.map(Events.Event::data).orElse("nothing").length() + " characters");
        }
    }

    private void noPollingBefore() throws IOException {
        String session = client.session("2025-06-18");
        Reply reply = client.call(Client.legacyTool(session, "\"old\"", "release", "{}"));
        checks.that(
                "2025-06-18: a connection is never released",
                reply.json().path("id").stringValue("").equals("old"),
                reply.brief());
    }
}
