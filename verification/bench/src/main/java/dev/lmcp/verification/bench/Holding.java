package dev.lmcp.verification.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What it costs to hold very many idle sessions and streams. */
final class Holding {

    static final int SESSIONS = 10_000;

    /** Streams in Tomcat, which takes a hundred kilobytes for each. */
    static final int TOMCAT_STREAMS = 10_000;

    /** Streams on the HTTP transport: a process may have 20 000 descriptors here. */
    static final int HTTP_STREAMS = 19_000;

    private static final Map<String, String> MANY_STREAMS =
            Map.of("lmcp.auth", "none", "lmcp.limits.max-streams", String.valueOf(HTTP_STREAMS + 1_000));

    private final Path logs;
    private final Load load;
    private final Scale scale;

    Holding(Path logs, Load load, Scale scale) {
        this.logs = logs;
        this.load = load;
        this.scale = scale;
    }

    /**
     * What one stream costs in a process that holds very many.
     *
     * @param heap bytes of objects
     * @param resident bytes of physical memory, after a collection
     * @param changeMillis how long a change takes to reach the last of all
     */
    record Stream(double heap, double resident, double changeMillis) {}

    /** Bytes of heap for each session that was opened, used once, and is idle. */
    double session() throws IOException {
        try (ServerProcess server = ServerProcess.java(
                logs, "lmcp-http", Map.of("lmcp.auth", "none", "lmcp.limits.max-sessions", "" + 2 * SESSIONS))) {
            use(server, 100);
            long before = server.heap();
            use(server, SESSIONS);
            return (double) (server.heap() - before) / SESSIONS;
        }
    }

    private static void use(ServerProcess server, int sessions) throws IOException {
        try (Connection connection = new Connection(server.url())) {
            for (int i = 0; i < sessions; i++) {
                String session = connection.post(Calls.initialize()).headers().getOrDefault("mcp-session-id", "");
                connection.post(Calls.initialized().with("Mcp-Session-Id", session));
                Connection.Answer answer =
                        connection.post(Calls.legacy("echo", Calls.TEXT).with("Mcp-Session-Id", session));
                if (!answer.body().contains(Calls.TEXT)) {
                    throw new IOException("a call in session '" + session + "' was answered " + answer);
                }
            }
        }
    }

    /** A request held open by a servlet that does nothing but hold them; no change reaches it. */
    Stream bare() throws IOException {
        try (ServerProcess server = ServerProcess.roomy(logs, "bare-streams", Map.of())) {
            return held(server, TOMCAT_STREAMS, false);
        }
    }

    Stream inTomcat() throws IOException {
        try (ServerProcess server = ServerProcess.roomy(logs, "lmcp", MANY_STREAMS)) {
            return held(server, TOMCAT_STREAMS, true);
        }
    }

    /** With the flags of a process that was given none: those of others would say nothing of its memory. */
    Stream onHttp() throws IOException {
        try (ServerProcess server = ServerProcess.plain(logs, "lmcp-http", MANY_STREAMS)) {
            return held(server, HTTP_STREAMS, true);
        }
    }

    private Stream held(ServerProcess server, int count, boolean hasChanges) throws IOException {
        try (IdleStreams first = new IdleStreams()) {
            // what runs for the first time is loaded and compiled now
            first.open(server.url(), Calls.listen(), 500);
        }
        try (IdleStreams streams = new IdleStreams()) {
            long heap = server.heap();
            long resident = server.residentAfterCollection();
            streams.open(server.url(), Calls.listen(), count);
            double heapEach = (double) (server.heap() - heap) / count;
            double residentEach = (double) (server.residentAfterCollection() - resident) / count;
            return new Stream(heapEach, residentEach, hasChanges ? change(server, streams, count) : 0);
        }
    }

    private double change(ServerProcess server, IdleStreams streams, int count) throws IOException {
        double[] millis = new double[scale.rounds()];
        for (int round = 0; round < millis.length; round++) {
            long begun = System.nanoTime();
            server.toggle();
            streams.await("list_changed", count);
            millis[round] = (System.nanoTime() - begun) / 1e6;
        }
        return Series.median(millis);
    }

    /**
     * Processor time of a call on the HTTP transport while very many streams are open, to the same while there are none.
     */
    double cpuBesides() throws IOException, InterruptedException {
        HttpCall call = Calls.modern("echo", Calls.TEXT);
        try (ServerProcess idle = ServerProcess.java(logs, "lmcp-http", MANY_STREAMS);
                ServerProcess holding = ServerProcess.java(logs, "lmcp-http", MANY_STREAMS);
                IdleStreams streams = new IdleStreams()) {
            for (ServerProcess server : List.of(idle, holding)) {
                load.most(server, call, scale.warmUp());
            }
            double without = toControl(holding, idle, call);
            streams.open(holding.url(), Calls.listen(), HTTP_STREAMS);
            // what ran for the first time makes the compiler throw away and compile anew
            for (ServerProcess server : List.of(idle, holding)) {
                load.most(server, call, scale.warmUp());
            }
            return toControl(holding, idle, call) / without;
        }
    }

    /** Processor time of a call to that of another process which stays as it is: the machine may change meanwhile. */
    private double toControl(ServerProcess one, ServerProcess control, HttpCall call)
            throws IOException, InterruptedException {
        double[] ratios = new double[2 * scale.rounds()];
        for (int round = 0; round < ratios.length; round++) {
            double controlled = load.most(control, call, scale.seconds()).cpuMicros();
            ratios[round] = load.most(one, call, scale.seconds()).cpuMicros() / controlled;
        }
        return Series.median(ratios);
    }
}
