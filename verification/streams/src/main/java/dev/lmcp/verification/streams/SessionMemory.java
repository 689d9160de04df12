package dev.lmcp.verification.streams;

import java.io.IOException;
import java.nio.file.Path;

/** What sessions cost: long names, very many pings, aborted requests, and the caps. */
final class SessionMemory {

    private static final int BODY_LIMIT = 4 * 1024 * 1024;
    private static final int ENVELOPE = 400;

    private final Checks checks;
    private final ServerProcess server;
    private final Client client;

    private SessionMemory(Checks checks, ServerProcess server) {
        this.checks = checks;
        this.server = server;
        this.client = new Client(server.port());
    }

    static void run(Checks checks, Path logs, boolean all) throws IOException, InterruptedException {
        checks.part("sessions");
        try (ServerProcess server =
                ServerProcess.start(logs, "sessions", "-Xmx512m", "lmcp.limits.heartbeat-interval=250ms")) {
            SessionMemory memory = new SessionMemory(checks, server);
            memory.longNames(all ? 10_000 : 200);
            memory.pings(100_000);
            memory.abortedPosts(500);
            memory.bigAnswers();
        }
        try (ServerProcess server = ServerProcess.start(logs, "caps", "-Xmx512m", "lmcp.limits.max-sessions=20")) {
            new SessionMemory(checks, server).caps();
        }
    }

    private void longNames(int count) throws IOException {
        String kept = client.session(Client.NEWEST);
        byte[] request = Client.initialize(Client.NEWEST, "n".repeat(BODY_LIMIT - ENVELOPE))
                .bytes();
        long heap = client.heap();
        long begun = System.nanoTime();
        int opened = 0;
        try (Wire wire = client.open()) {
            for (int i = 0; i < count; i++) {
                wire.send(request);
                opened += wire.reply().status() == 200 ? 1 : 0;
            }
        }
        long more = client.heap() - heap;
        // Each is kept as a session, with a name that is cut off.
        long each = more / count;
        checks.that(
                count + " initialize with a name of " + Checks.mebibytes(BODY_LIMIT - ENVELOPE) + " cost little",
                opened == count && each <= 8_192,
                each + " bytes each, " + (System.nanoTime() - begun) / 1_000_000_000 + " s");
        checks.that(
                "who used its session before all of them keeps it, up to the cap",
                client.isAlive(kept) == (count < 10_000),
                count + " of 10000");
    }

    private void pings(int count) throws IOException {
        String session = client.session(Client.NEWEST);
        Latencies.ofCalls(client, session, 2_000);
        byte[] request = Client.legacy(session, "1", "ping", "{}").bytes();
        int pipelined = 50;
        byte[] many = new byte[request.length * pipelined];
        for (int i = 0; i < pipelined; i++) {
            System.arraycopy(request, 0, many, i * request.length, request.length);
        }
        long heap = client.heap();
        long begun = System.nanoTime();
        int answered = 0;
        try (Wire wire = client.open()) {
            for (int sent = 0; sent < count; sent += pipelined) {
                wire.send(many);
                for (int i = 0; i < pipelined; i++) {
                    answered += wire.reply().status() == 200 ? 1 : 0;
                }
            }
        }
        long more = client.heap() - heap;
        checks.that(
                count + " pings in one session: the heap returns to where it was",
                answered == count && more <= 2 * 1024 * 1024,
                answered + " answered in " + (System.nanoTime() - begun) / 1_000_000 + " ms, " + Checks.mebibytes(more)
                        + " more");
    }

    private void abortedPosts(int count) throws IOException, InterruptedException {
        String session = client.session(Client.NEWEST);
        Request whole = Client.legacyTool(session, "1", "echo", "{\"text\":\"" + "t".repeat(1_000_000) + "\"}");
        byte[] bytes = whole.bytes();
        byte[] half = java.util.Arrays.copyOf(bytes, bytes.length / 2);
        Request talking = Client.legacyTool(session, "2", "steps", "{\"count\":3,\"millis\":1,\"size\":500000}");
        Latencies.ofCalls(client, session, 200);
        int descriptors = server.descriptors();
        long heap = client.heap();
        for (int i = 0; i < count; i++) {
            Wire wire = client.open();
            if (i % 3 == 0) {
                wire.send(half);
            } else if (i % 3 == 1) {
                wire.send(bytes);
            } else {
                wire.send(talking.bytes());
                wire.head();
            }
            if (i % 2 == 0) {
                wire.abort();
            } else {
                wire.close();
            }
        }
        checks.that("the session lives after " + count + " aborted requests", client.isAlive(session), "ping");
        long begun = System.nanoTime();
        while (server.descriptors() > descriptors + 5 && System.nanoTime() - begun < 10_000_000_000L) {
            Thread.sleep(50);
        }
        checks.that(
                "their descriptors are back",
                server.descriptors() <= descriptors + 5,
                descriptors + " → " + server.descriptors() + " after " + (System.nanoTime() - begun) / 1_000_000
                        + " ms");
        checks.freed("their memory is freed", client.heap() - heap);
    }

    /** Unread streams are kept for a client that reconnects, up to the limit of a session. */
    private void bigAnswers() throws IOException {
        int sessions = 40;
        long heap = client.heap();
        for (int i = 0; i < sessions; i++) {
            String session = client.session(Client.NEWEST);
            for (int call = 0; call < 8; call++) {
                Reply reply = client.call(Client.legacyTool(
                        session, Integer.toString(call), "steps", "{\"count\":2,\"millis\":0,\"size\":1000000}"));
                if (reply.status() != 200) {
                    throw new IOException("steps answered " + reply.brief());
                }
            }
        }
        long each = (client.heap() - heap) / sessions;
        checks.that(
                "what a session keeps for who comes back is bounded (lmcp.limits.replay-buffer-size)",
                each <= 300 * 1024,
                each / 1024 + " KiB a session after 8 streams of 2 MB each");
    }

    private void caps() throws IOException {
        String first = client.session(Client.NEWEST);
        String second = client.session(Client.NEWEST);
        String bobs = client.call(Client.initialize(Client.NEWEST, "bob").with("Authorization", "Bearer " + Client.BOB))
                .field("mcp-session-id")
                .orElseThrow();
        for (int i = 0; i < 17; i++) {
            client.session(Client.NEWEST);
        }
        boolean before = client.isAlive(first) && client.isAlive(second);
        client.isAlive(first);
        client.session(Client.NEWEST);
        checks.that("up to the cap every session lives", before, "20 sessions");
        checks.that("above it the caller's longest idle one makes room", client.isAlive(first), "the used one lives");
        for (int i = 0; i < 60; i++) {
            client.session(Client.NEWEST);
        }
        Reply bob = client.call(Client.legacy(bobs, "1", "ping", "{}").with("Authorization", "Bearer " + Client.BOB));
        checks.that("nobody pushes another caller out by opening many", bob.status() == 200, bob.brief());
        checks.that("the pushed out one is gone", !client.isAlive(second), "404");
        pushOutWhileBusy(bobs);
    }

    /** The same with sessions that are all in use, by a stream each. */
    private void pushOutWhileBusy(String bobs) throws IOException {
        java.util.List<Wire> wires = new java.util.ArrayList<>();
        int refused = 0;
        for (int i = 0; i < 40; i++) {
            Reply opened = client.call(Client.initialize(Client.NEWEST, "busy"));
            if (opened.status() == 200) {
                Wire wire = client.open();
                wire.send(Client.listen(opened.field("mcp-session-id").orElseThrow())
                        .bytes());
                wire.head();
                wires.add(wire);
            } else {
                refused++;
            }
        }
        Reply bob = client.call(Client.legacy(bobs, "1", "ping", "{}").with("Authorization", "Bearer " + Client.BOB));
        checks.that(
                "nor by opening many that are in use",
                bob.status() == 200,
                bob.brief() + ", " + wires.size() + " with a stream, " + refused + " refused");
        for (Wire wire : wires) {
            wire.close();
        }
    }
}
