package dev.lmcp.verification.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.stream.Stream;

/** The tables of calls: small and large ones, as many as there can be and at half of that, and those of which nobody waits. */
final class CallTables {

    private static final double SOUND = 0.8;

    private final Path work;
    private final Load load;
    private final Scale scale;
    private final Results results;
    private double peak;

    CallTables(Path work, Load load, Scale scale, Results results) {
        this.work = work;
        this.load = load;
        this.scale = scale;
        this.results = results;
    }

    /**
     * Measures all.
     *
     * @param peers the folder with the servers of other frameworks
     * @param node the command that starts the server of the TypeScript SDK, or nothing
     */
    void measure(Path peers, List<String> node) throws IOException, InterruptedException, GeneralSecurityException {
        Rounds calls = rounds();
        for (int i = 1; i < scale.starts(); i++) {
            try (Field field = Field.start(work, peers, node)) {
                warm(field);
                calls.run(field.contenders());
            }
        }
        try (Field field = Field.start(work, peers, node)) {
            warm(field);
            calls.run(field.contenders());
            calls.medians()
                    .forEach((name, one) ->
                            System.out.printf("%-45s last round to first %.2f%n", name, calls.drift(name)));
            introduce(node);
            table(calls);
            targets(calls);
            large(field);
            delays(field);
            departures(field);
        }
    }

    private void warm(Field field) throws IOException, InterruptedException {
        for (Contender contender : field.contenders()) {
            load.warmUp(contender, scale.warmUp());
        }
    }

    private Rounds rounds() {
        return new Rounds(load, scale.rounds(), scale.seconds());
    }

    private void introduce(List<String> node) throws IOException {
        results.heading("`tools/call` of `echo`");
        results.text("With " + Machine.versions(node) + " (b) reads the same JSON-RPC as a tree, writes the answer as"
                + " another, and checks nothing. The servers run in the same Tomcat with the same connector (keep-alive"
                + " without end), heap and flags, but those on lmcp's HTTP transport, Quarkus and Node.js. One at a time is"
                + " under load, in turn, " + scale.rounds() + " rounds of " + scale.seconds() + " s after a warm-up of "
                + scale.warmUp() + " s, with " + scale.starts()
                + " processes of each, one after the other, as the compiler"
                + " fares differently each time. Figures are medians, the ratios those of neighboring rounds. Load is"
                + " `wrk` with " + Load.CONNECTIONS
                + " connections on the same machine, so that it takes processor time"
                + " from a server that answers fast: the server's own processor time for each call, as the kernel accounts"
                + " it, does not know of that. Every answer had status 200, and one of each server was read.");
    }

    private void table(Rounds calls) {
        double part = calls.perSecond(Field.BY_HAND, Field.CONSTANT);
        if (part < SOUND) {
            results.text(
                    "**Void**: (b) reaches " + Results.number(part) + " of (a); expected " + SOUND + ", so that what"
                            + " all have in common weighs most. What is said of targets below holds for this machine only.");
        }
        Figures<Load.Measured> found = calls.medians();
        peak = found.of(Field.BY_HAND).perSecond();
        results.table("server", "calls a second", "to (b)", "server CPU µs a call", "to (b)");
        found.forEach((name, one) -> results.row(
                name,
                Results.number(one.perSecond()),
                Results.number(calls.perSecond(name, Field.BY_HAND)),
                Results.number(one.cpuMicros()),
                Results.number(calls.cpu(name, Field.BY_HAND))));
        results.endTable();
        figures(found);
    }

    private void figures(Figures<Load.Measured> found) {
        results.figure("modern-calls", found.of(Field.OPEN).perSecond(), "calls a second");
        results.figure("modern-cpu", found.of(Field.OPEN).cpuMicros(), "µs");
        results.figure("http-calls", found.of(Field.HTTP).perSecond(), "calls a second");
        results.figure("http-cpu", found.of(Field.HTTP).cpuMicros(), "µs");
        results.figure("oauth-cpu", found.of(Field.OAUTH).cpuMicros(), "µs");
        results.figure("legacy-cpu", found.of(Field.LEGACY).cpuMicros(), "µs");
    }

    private void targets(Rounds calls) {
        results.targets();
        results.atLeast(
                "modern, no authentication, in Tomcat: calls a second, to (b)",
                calls.perSecond(Field.OPEN, Field.BY_HAND),
                0.95);
        results.atMost("the same: CPU a call, to (b)", calls.cpu(Field.OPEN, Field.BY_HAND), 1.10);
        results.atLeast(
                "modern, HTTP transport: calls a second, to (b)", calls.perSecond(Field.HTTP, Field.BY_HAND), 1.20);
        results.atMost("the same: CPU a call, to (b)", calls.cpu(Field.HTTP, Field.BY_HAND), 0.85);
        results.atLeast(
                "modern, HTTP transport, never blocks: calls a second, to (b)",
                calls.perSecond(Field.DIRECT, Field.BY_HAND),
                1.60);
        results.atMost("the same: CPU a call, to (b)", calls.cpu(Field.DIRECT, Field.BY_HAND), 0.55);
        results.atLeast(
                "shared token, HTTP transport: calls a second, to none",
                calls.perSecond(Field.HTTP_BEARER, Field.HTTP),
                0.97);
        results.atLeast(
                "OAuth, HTTP transport: calls a second, to none", calls.perSecond(Field.HTTP_OAUTH, Field.HTTP), 0.92);
        results.atLeast("legacy session: calls a second, to (b)", calls.perSecond(Field.LEGACY, Field.BY_HAND), 0.85);
        results.atLeast("OAuth: calls a second, to no authentication", calls.perSecond(Field.OAUTH, Field.OPEN), 0.95);
        results.atMost("OAuth: CPU a call, to (b)", calls.cpu(Field.OAUTH, Field.BY_HAND), 1.35);
        results.endTable();
    }

    private void large(Field field) throws IOException, InterruptedException {
        results.heading("A megabyte");
        results.targets();
        large(field, "response of 1 MiB text: calls a second, to (b)", Calls.modern("large", ""));
        large(field, "request of 1 MiB arguments: calls a second, to (b)", Calls.modern("measure", Calls.LARGE_TEXT));
        results.endTable();
    }

    private void large(Field field, String what, HttpCall call) throws IOException, InterruptedException {
        List<Contender> all = Stream.of(Field.BY_HAND, Field.OPEN, Field.HTTP)
                .map(name -> new Contender(name, field.named(name).server(), call))
                .toList();
        new Rounds(load, 1, scale.warmUp()).run(all);
        Rounds calls = rounds().run(all);
        results.atLeast(what + ", in Tomcat", calls.perSecond(Field.OPEN, Field.BY_HAND), 0.90);
        results.atLeast(what + ", HTTP transport", calls.perSecond(Field.HTTP, Field.BY_HAND), 0.90);
    }

    private void delays(Field field) throws IOException, InterruptedException {
        double rate = peak / 2;
        Series<Double> p99 = new Series<>();
        for (int round = 0; round < scale.rounds(); round++) {
            for (String name : List.of(Field.BY_HAND, Field.OPEN, Field.HTTP, Field.DIRECT)) {
                Contender one = field.named(name);
                p99.add(name, (double) load.p99(one.server(), one.call(), rate, scale.seconds()));
            }
        }
        results.heading("At half of (b)'s peak");
        results.text(
                "`h2load` at a fixed rate of " + Results.number(rate) + " calls a second. 99 of 100 are answered"
                        + " within so many microseconds, the medians of all rounds. The ratios are those of neighboring rounds.");
        results.table("server", "µs");
        for (String name : p99.names()) {
            results.row(name, Results.number(p99.median(name, Double::doubleValue)));
        }
        results.endTable();
        results.targets();
        p99Row(p99, "p99 in Tomcat, to (b)", Field.OPEN, 1.3);
        p99Row(p99, "p99 on the HTTP transport, to (b)", Field.HTTP, 1.0);
        p99Row(p99, "p99 on the HTTP transport, `echo` never blocks, to (b)", Field.DIRECT, 1.0);
        results.endTable();
    }

    private void p99Row(Series<Double> p99, String what, String name, double target) {
        results.atMost(what, p99.ratio(name, Field.BY_HAND, Double::doubleValue), target);
    }

    private void departures(Field field) throws IOException, InterruptedException {
        Departures departures = new Departures(field.named(Field.HTTP).server());
        double closed = departures.longestMillis(Connection::close);
        double reset = departures.longestMillis(Connection::reset);
        results.heading("A caller that leaves");
        results.text(
                "A call of a tool that waits, on the HTTP transport. The time from the end of its connection until the"
                        + " tool knows that it is cancelled, the longest of " + Departures.TIMES
                        + ", in milliseconds.");
        results.targets();
        results.atMost("connection closed", closed, 100);
        results.atMost("connection reset", reset, 100);
        results.endTable();
    }
}
