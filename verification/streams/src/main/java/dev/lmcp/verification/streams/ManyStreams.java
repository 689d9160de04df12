package dev.lmcp.verification.streams;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Ten thousand streams at once, half of each era, on the container's usual threads. */
final class ManyStreams {

    private static final int STREAMS = 10_000;
    private static final int HEARTBEAT_MILLIS = 4_000;

    private static final int MAX_BYTES_EACH = Engine.current().maxBytesOfStream();

    /** The time to close all streams after the server has noticed that the clients are gone. */
    private static final int CLOSING_MILLIS = 1_000;

    private final Checks checks;
    private final ServerProcess server;
    private final Client client;
    private final List<String> sessions = new ArrayList<>();

    private ManyStreams(Checks checks, ServerProcess server) {
        this.checks = checks;
        this.server = server;
        this.client = new Client(server.port());
    }

    static void run(Checks checks, java.nio.file.Path logs) throws IOException, InterruptedException {
        checks.part(STREAMS + " streams at once, heartbeat " + HEARTBEAT_MILLIS + " ms");
        try (ServerProcess server = ServerProcess.start(
                logs, "streams", "-Xmx2g", "lmcp.limits.heartbeat-interval=" + HEARTBEAT_MILLIS + "ms")) {
            new ManyStreams(checks, server).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        openSessions();
        Latencies.ofCalls(client, sessions.get(0), 1_000);
        checks.note("threads of the container", client.vitals().path("pool") + "");
        long heap = client.heap();
        int descriptors = server.descriptors();
        try (Swarm swarm = new Swarm(server.port())) {
            open(swarm);
            long more = client.heap() - heap;
            checks.that(
                    "memory of an idle stream is that of its connection",
                    more / STREAMS <= MAX_BYTES_EACH,
                    more / STREAMS + " bytes (at most " + MAX_BYTES_EACH + ")");
            checks.that(
                    "no container thread is held",
                    client.vitals().path("busy").intValue() <= 4,
                    client.vitals().path("busy") + " busy, the one that answers included");
            Latencies.ofCalls(client, sessions.get(0), 1_000)
                    .check(checks, "ordinary calls are served at once meanwhile", 250);
            announce(swarm, 1);
            announce(swarm, 2);
            heartbeats(swarm);
            vanish(swarm, descriptors);
        }
        checks.freed("their memory is freed", client.heap() - heap);
        checks.that("a session survives it", client.isAlive(sessions.get(0)), sessions.size() + " sessions are open");
    }

    private void openSessions() throws IOException {
        try (Wire wire = client.open()) {
            for (int i = 0; i < STREAMS / 2; i++) {
                Reply reply = wire.call(Client.initialize(Client.NEWEST, "streams"));
                sessions.add(reply.field("mcp-session-id").orElseThrow());
            }
        }
    }

    private void open(Swarm swarm) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        for (int i = 0; i < STREAMS; i++) {
            Request request = i % 2 == 0
                    ? Client.listen(sessions.get(i / 2))
                    : Client.modern(
                            "\"s" + i + "\"", "subscriptions/listen", "\"notifications\":{\"toolsListChanged\":true}");
            swarm.add(request.bytes());
        }
        boolean all = swarm.await(STREAMS, member -> member.status() == 200, 30_000);
        checks.that(
                "all of them are open, and their headers have come",
                all && swarm.count(Member::isClosedByPeer) == 0,
                swarm.count(member -> member.status() == 200) + " of " + STREAMS + " in "
                        + (System.nanoTime() - begun) / 1_000_000 + " ms");
    }

    private void announce(Swarm swarm, int times) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        client.call(Client.modernTool("1", "toggle", "{}"));
        boolean all = swarm.await(STREAMS, member -> member.changes() >= times, 10_000);
        long last = swarm.members().stream().mapToLong(Member::lastChange).max().orElse(0);
        checks.that(
                "list_changed reaches every one, once" + (times > 1 ? ", again" : ""),
                all && swarm.count(member -> member.changes() == times) == STREAMS,
                swarm.count(member -> member.changes() == times) + " of " + STREAMS + ", the last after "
                        + (last - begun) / 1_000_000 + " ms");
    }

    private void heartbeats(Swarm swarm) throws InterruptedException {
        long before = swarm.members().stream().mapToLong(Member::comments).min().orElse(0);
        long begun = System.nanoTime();
        boolean all = swarm.await(STREAMS, member -> member.comments() >= before + 2, 4L * HEARTBEAT_MILLIS);
        checks.that(
                "heartbeats go on, on every one",
                all,
                "2 more each in " + (System.nanoTime() - begun) / 1_000_000 + " ms");
    }

    private void vanish(Swarm swarm, int descriptors) throws IOException, InterruptedException {
        int open = server.descriptors();
        swarm.vanish();
        long begun = System.nanoTime();
        // A few connections of ordinary calls come and go.
        int enough = descriptors + 10;
        while (server.descriptors() > enough && System.nanoTime() - begun < 60_000_000_000L) {
            Thread.sleep(50);
        }
        checks.within(
                "all descriptors are back within two heartbeats (" + open + " → " + server.descriptors() + ")",
                (System.nanoTime() - begun) / 1e6,
                2 * HEARTBEAT_MILLIS + CLOSING_MILLIS);
    }
}
