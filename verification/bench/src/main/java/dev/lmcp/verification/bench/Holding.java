package dev.lmcp.verification.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What it costs to hold very many idle sessions and streams. */
final class Holding {

    private static final int MANY = 10_000;

    private static final Map<String, String> MANY_STREAMS =
            Map.of("lmcp.auth", "none", "lmcp.limits.max-streams", String.valueOf(2 * MANY));

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
     * @param cpu processor time of a call while very many streams are open, to the same while there are none
     * @param lastChangeMillis how long a change takes to reach the last of them
     */
    record Streams(double cpu, double lastChangeMillis) {}

    /** Bytes of heap for each idle session. */
    double session() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.java(
                logs, "lmcp", Map.of("lmcp.auth", "none", "lmcp.limits.max-sessions", "" + 2 * MANY))) {
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
        return heapOfStream("bare-streams", Map.of());
    }

    /** Bytes of heap for each idle listen stream. */
    double stream() throws IOException {
        return heapOfStream("lmcp", MANY_STREAMS);
    }

    /** Bytes of heap for each idle listen stream on the HTTP transport. */
    double httpStream() throws IOException {
        return heapOfStream("lmcp-http", MANY_STREAMS);
    }

    private double heapOfStream(String kind, Map<String, String> settings) throws IOException {
        try (ServerProcess server = ServerProcess.roomy(logs, kind, settings);
                IdleStreams streams = new IdleStreams()) {
            long before = server.heap();
            streams.open(server.url(), Calls.listen(), MANY);
            return (double) (server.heap() - before) / MANY;
        }
    }

    Streams streams() throws IOException, InterruptedException {
        HttpCall call = Calls.modern("echo", Calls.TEXT);
        try (ServerProcess idle = ServerProcess.roomy(logs, "lmcp", Field.NO_AUTHENTICATION);
                ServerProcess holding = ServerProcess.roomy(logs, "lmcp", MANY_STREAMS);
                IdleStreams streams = new IdleStreams()) {
            load.most(idle, call, 4 * seconds);
            load.most(holding, call, 4 * seconds);
            load.most(idle, call, 4 * seconds);
            double without = besides(holding, idle, call);
            streams.open(holding.url(), Calls.listen(), MANY);
            // what ran for the first time makes the compiler throw away and compile anew
            load.most(holding, call, 4 * seconds);
            load.most(idle, call, 4 * seconds);
            double with = besides(holding, idle, call);
            double[] change = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                long begun = System.nanoTime();
                holding.toggle();
                streams.await("list_changed", MANY);
                change[round] = (System.nanoTime() - begun) / 1e6;
            }
            return new Streams(with / without, Series.median(change));
        }
    }

    /** Processor time of a call to that of another process which stays as it is: the machine may change meanwhile. */
    private double besides(ServerProcess one, ServerProcess control, HttpCall call)
            throws IOException, InterruptedException {
        double[] ratios = new double[2 * rounds];
        for (int round = 0; round < ratios.length; round++) {
            double controlled = load.most(control, call, seconds).cpuMicros();
            ratios[round] = load.most(one, call, seconds).cpuMicros() / controlled;
        }
        return Series.median(ratios);
    }
}
