package dev.lmcp.verification.bench;

import java.io.IOException;
import java.nio.file.Path;

/** The tables of idle sessions and streams. */
final class HoldingTables {

    private static final double KIB = 1024;

    private final Holding holding;
    private final Results results;

    HoldingTables(Path work, Load load, Scale scale, Results results) {
        this.holding = new Holding(work, load, scale);
        this.results = results;
    }

    void measure() throws IOException, InterruptedException {
        double session = results.figure("idle-session", holding.session(), "bytes");
        Holding.Stream bare = holding.bare();
        Holding.Stream tomcat = holding.inTomcat();
        Holding.Stream http = holding.onHttp();
        double besides = holding.cpuBesides();
        results.heading("Idle sessions and streams");
        results.text(
                "A stream listens for changes and is idle. The heap is that of all objects, by a histogram of classes."
                        + " The memory is what the kernel says of the whole process (VmRSS), after a collection, more than before the"
                        + " streams were opened. The process on the HTTP transport has the flags of a JVM that was given none; those"
                        + " in Tomcat have a heap of 4 GiB, since header fields may have 32 KiB there, as"
                        + " [deploying](../../docs/deploying.md) has it.");
        results.table("what", "streams", "heap of each, bytes", "memory of each, bytes", "a change to all, ms");
        row("a request held open by a servlet in Tomcat", Holding.TOMCAT_STREAMS, bare);
        row("lmcp in Tomcat", Holding.TOMCAT_STREAMS, tomcat);
        row("lmcp on the HTTP transport", Holding.HTTP_STREAMS, http);
        results.endTable();
        targets(session, besides, bare, tomcat, http);
    }

    private void targets(
            double session, double besides, Holding.Stream bare, Holding.Stream tomcat, Holding.Stream http) {
        results.figure("bare-stream", bare.heap(), "bytes");
        results.figure("idle-stream", tomcat.heap(), "bytes");
        double beyond = results.figure("idle-stream-beyond-bare", tomcat.heap() - bare.heap(), "bytes");
        results.figure("idle-stream-http", http.heap(), "bytes");
        results.figure("idle-stream-http-memory", http.resident(), "bytes");
        results.targets();
        results.atMost("heap for each idle legacy session, bytes", session, KIB);
        results.atMost("heap for each idle stream beyond a bare one, in Tomcat, bytes", beyond, 2 * KIB);
        results.atMost("heap for each idle stream, HTTP transport, bytes", http.heap(), 6 * KIB);
        results.atMost("memory for each idle stream, HTTP transport, bytes", http.resident(), 20 * KIB);
        results.atMost(
                "a change to " + Results.number(Holding.HTTP_STREAMS) + " streams, HTTP transport, ms",
                http.changeMillis(),
                500);
        results.atMost(
                "a change to " + Results.number(Holding.TOMCAT_STREAMS) + " streams, Tomcat, ms",
                tomcat.changeMillis(),
                1_000);
        results.atMost(
                "CPU a call with " + Results.number(Holding.HTTP_STREAMS) + " idle streams, HTTP transport, to none",
                besides,
                1.10);
        results.endTable();
    }

    private void row(String what, int count, Holding.Stream stream) {
        results.row(
                what,
                Results.number(count),
                Results.number(stream.heap()),
                Results.number(stream.resident()),
                stream.changeMillis() == 0 ? "–" : Results.number(stream.changeMillis()));
    }
}
