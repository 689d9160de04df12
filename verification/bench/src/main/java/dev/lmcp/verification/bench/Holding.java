package dev.lmcp.verification.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What it costs to hold very many idle sessions and streams. */
final class Holding {

    private static final int MANY = 10_000;

    private final Path logs;
    private final Load load;
    private final int rounds;
    private final int seconds;

    Holding(Path logs, Load load, int rounds, int seconds) {
        this.logs = logs;
        this.load = load;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    /**
     * What was measured.
     *
     * @param cpuIdle processor time of a call while nothing else is open
     * @param cpuHolding the same while very many streams are
     * @param heapStream heap for each of them
     * @param lastChangeMillis how long a change takes to reach the last of them
     */
    record Streams(double cpuIdle, double cpuHolding, double heapStream, double lastChangeMillis) {}

    /** Bytes of heap for each idle session. */
    double session() throws IOException, InterruptedException {
        try (ServerProcess server =
                ServerProcess.java(logs, "lmcp", Map.of("lmcp.auth", "none", "lmcp.limits.sessions", "" + 2 * MANY))) {
            open(server, 100);
            long before = server.heap();
            open(server, MANY);
            return (double) (server.heap() - before) / MANY;
        }
    }

    private static void open(ServerProcess server, int sessions) throws IOException, InterruptedException {
        for (int i = 0; i < sessions; i++) {
            Calls.initialize().check(server.url(), "protocolVersion");
        }
    }

    /** Bytes of heap for each open request in a servlet that does nothing but hold them. */
    double bareStream() throws IOException {
        try (ServerProcess server = ServerProcess.java(logs, "bare-streams", Map.of());
                IdleStreams streams = new IdleStreams()) {
            return heapOf(server, streams, Calls.listen());
        }
    }

    private static double heapOf(ServerProcess server, IdleStreams streams, HttpCall request) throws IOException {
        long before = server.heap();
        streams.open(server.url().getPort(), request, MANY);
        return (double) (server.heap() - before) / MANY;
    }

    Streams streams() throws IOException, InterruptedException {
        HttpCall call = Calls.modern("echo", Calls.TEXT);
        try (ServerProcess idle = ServerProcess.java(logs, "lmcp", Field.NO_AUTHENTICATION);
                ServerProcess holding = ServerProcess.java(
                        logs, "lmcp", Map.of("lmcp.auth", "none", "lmcp.limits.streams", "" + 2 * MANY));
                IdleStreams streams = new IdleStreams()) {
            load.most(idle, call, 2 * seconds);
            load.most(holding, call, 2 * seconds);
            double heap = heapOf(holding, streams, Calls.listen());
            double[] without = new double[rounds];
            double[] with = new double[rounds];
            double[] change = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                without[round] = load.most(idle, call, seconds).cpuMicros();
                with[round] = load.most(holding, call, seconds).cpuMicros();
                long begun = System.nanoTime();
                holding.toggle();
                streams.await("list_changed", MANY);
                change[round] = (System.nanoTime() - begun) / 1e6;
            }
            return new Streams(Rounds.median(without), Rounds.median(with), heap, Rounds.median(change));
        }
    }
}
