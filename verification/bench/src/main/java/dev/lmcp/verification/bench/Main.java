package dev.lmcp.verification.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/**
 * Measures everything and writes the page: {@code Main WORK RESULTS NOTES WAR CLASSPATH full|quick [NODE SCRIPT]}.
 *
 * <p>{@code CLASSPATH} is what the servlet written by hand needs and no more; {@code NOTES} is what people have to say of
 * the figures, and goes to the end of the page.
 */
final class Main {

    private static final double SOUND = 0.8;

    /** So long it takes until the compiler has done what it does for the slowest of these servers. */
    private static final int WARM_UP = 20;

    /** Half of the bytes that a call allocated beyond the reading and writing of its JSON, when that was first measured. */
    private static final double HALF_OF_FIRST = 2_178;

    private final Path work;
    private final Starts starts;
    private final List<String> node;
    private final boolean quick;
    private final Load load;
    private final Results results = new Results();
    private double peak;

    private Main(Path work, Starts starts, List<String> node, boolean quick) {
        this.work = work;
        this.starts = starts;
        this.node = node;
        this.quick = quick;
        this.load = new Load(work);
    }

    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[0]);
        List<String> node = args.length > 6 ? List.of(args).subList(6, args.length) : List.of();
        Main main = new Main(work, new Starts(work, args[4], Path.of(args[3])), node, args[5].equals("quick"));
        try {
            main.measure();
        } finally {
            Files.writeString(work.resolve("so-far.md"), main.results.toString());
        }
        main.results.text(Files.readString(Path.of(args[2])).strip());
        Path page = Path.of(args[1]);
        Files.writeString(page, main.results.toString());
        Files.writeString(page.resolveSibling("figures.tsv"), main.results.figures());
    }

    private void measure() throws Exception {
        results.text("# What a call costs");
        results.text("Written by `verification/bench/run" + (quick ? " --quick" : "") + "`. "
                + Machine.describe(ServerProcess.FLAGS) + " " + Machine.versions(node));
        results.text("(b) reads the same JSON-RPC as a tree, writes the answer as another, and checks nothing. All Java"
                + " servers run in the same Tomcat with the same connector (keep-alive without end), heap and flags, but those"
                + " on lmcp's HTTP transport; one"
                + " at a time is under load, in turn, " + rounds() + " rounds of " + seconds()
                + " s after a warm-up of " + warmUp() + " s. What is told of `echo` was measured with " + starts()
                + " processes of each, one after the other, as the compiler fares differently each time. Figures are medians,"
                + " the ratios of `echo` those of neighbouring rounds. Load is `wrk` with "
                + Load.CONNECTIONS
                + " connections on the same machine, so that it takes processor time from who answers fast: the server's"
                + " own processor time for each call, as the kernel accounts it, does not know of that. Every answer had"
                + " status 200, and one of each server was read.");
        Rounds calls = inTurn();
        for (int i = 1; i < starts(); i++) {
            try (Field field = field()) {
                warm(field);
                calls.run(field.contenders());
            }
        }
        try (Field field = field()) {
            warm(field);
            calls.run(field.contenders());
            report(calls);
            large(field);
            delays(field);
        }
        start();
        holding();
        micro();
    }

    private Field field() throws IOException, InterruptedException, GeneralSecurityException {
        return Field.start(work, node.isEmpty() ? Optional.empty() : Optional.of(node));
    }

    private void warm(Field field) throws IOException, InterruptedException {
        for (Contender contender : field.contenders()) {
            load.warmUp(contender, warmUp());
        }
    }

    private int warmUp() {
        return quick ? 4 : WARM_UP;
    }

    /** How often all servers are started anew. */
    private int starts() {
        return quick ? 1 : 3;
    }

    private int rounds() {
        return quick ? 1 : 3;
    }

    private int seconds() {
        return quick ? 2 : 5;
    }

    private Rounds inTurn() {
        return new Rounds(load, rounds(), seconds());
    }

    private void report(Rounds calls) {
        double part = calls.perSecond(Field.BY_HAND, Field.CONSTANT);
        if (part < SOUND) {
            results.text(
                    "**Void**: (b) reaches " + Results.number(part) + " of (a); expected " + SOUND + ", so that what"
                            + " all have in common weighs most. What is said of targets below holds for this machine only.");
        }
        Figures<Load.Measured> found = calls.medians();
        peak = found.of(Field.BY_HAND).perSecond();
        results.heading("`tools/call` of `echo`");
        results.table("server", "calls a second", "to (b)", "server CPU µs a call", "to (b)");
        found.forEach((name, one) -> results.row(
                name,
                Results.number(one.perSecond()),
                Results.number(calls.perSecond(name, Field.BY_HAND)),
                Results.number(one.cpuMicros()),
                Results.number(calls.cpu(name, Field.BY_HAND))));
        results.endTable();
        results.figure("modern-calls", found.of(Field.OPEN).perSecond(), "calls a second");
        results.figure("modern-cpu", found.of(Field.OPEN).cpuMicros(), "µs");
        results.figure("http-calls", found.of(Field.HTTP).perSecond(), "calls a second");
        results.figure("http-cpu", found.of(Field.HTTP).cpuMicros(), "µs");
        results.figure("oauth-cpu", found.of(Field.OAUTH).cpuMicros(), "µs");
        results.figure("legacy-cpu", found.of(Field.LEGACY).cpuMicros(), "µs");
        targets();
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

    private void targets() {
        results.table("target", "found", "wanted", "");
    }

    private void large(Field field) throws IOException, InterruptedException {
        results.heading("A megabyte");
        targets();
        large(field, "response of 1 MiB text: calls a second, to (b)", Calls.modern("large", ""));
        large(field, "request of 1 MiB arguments: calls a second, to (b)", Calls.modern("measure", Calls.LARGE_TEXT));
        results.endTable();
    }

    private void large(Field field, String what, HttpCall call) throws IOException, InterruptedException {
        Contender byHand = new Contender("by hand", field.named(Field.BY_HAND).server(), call);
        Contender lmcp = new Contender("lmcp", field.named(Field.OPEN).server(), call);
        new Rounds(load, 1, 4 * seconds()).run(List.of(byHand, lmcp));
        Figures<Load.Measured> found = inTurn().run(List.of(byHand, lmcp)).medians();
        results.atLeast(what, found.of("lmcp").perSecond() / found.of("by hand").perSecond(), 0.90);
    }

    private void delays(Field field) throws IOException, InterruptedException {
        List<Contender> two = List.of(field.named(Field.BY_HAND), field.named(Field.OPEN));
        double[][] found = new double[2][rounds()];
        for (int round = 0; round < rounds(); round++) {
            for (int i = 0; i < 2; i++) {
                Contender one = two.get(i);
                found[i][round] = load.p99(one.server(), one.call(), peak / 2, seconds());
            }
        }
        double byHand = Series.median(found[0]);
        double lmcp = Series.median(found[1]);
        results.heading("At half of (b)'s peak");
        results.text(
                "`h2load` at a fixed rate of " + Results.number(peak / 2) + " calls a second: 99 of 100 are answered"
                        + " within " + Results.number(byHand) + " µs by (b), " + Results.number(lmcp) + " µs by lmcp.");
        targets();
        results.atMost("p99, to (b)", lmcp / byHand, 1.3);
        results.endTable();
    }

    private void start() throws IOException, InterruptedException {
        Starts.Measured found = starts.run(quick ? 2 : 7);
        results.heading("Start");
        results.text("From the start of the JVM to the first answered call: (b) " + Results.number(found.byHand())
                + " ms, `java -jar lmcp.war` " + Results.number(found.war()) + " ms.");
        targets();
        results.figure("start", found.war(), "ms");
        double ratio = results.figure("start-ratio", found.war() / found.byHand(), "");
        results.atMost("start of the WAR, to (b)", ratio, 0.85);
        results.endTable();
    }

    private void holding() throws IOException, InterruptedException {
        Holding holding = new Holding(work, load, quick ? 1 : 3, seconds());
        double session = results.figure("idle-session", holding.session(), "bytes");
        double bare = results.figure("bare-stream", holding.bareStream(), "bytes");
        double stream = results.figure("idle-stream", holding.stream(), "bytes");
        double beyond = results.figure("idle-stream-beyond-bare", stream - bare, "bytes");
        double http = results.figure("idle-stream-http", holding.httpStream(), "bytes");
        Holding.Streams streams = holding.streams();
        results.heading("Ten thousand sessions, ten thousand streams");
        results.text("An idle listen stream takes " + Results.number(stream) + " bytes of heap, a request"
                + " held open by a servlet that does nothing else " + Results.number(bare)
                + ", a listen stream on the HTTP transport " + Results.number(http)
                + ". Header fields may have 32 KiB, as [deploying](../../docs/deploying.md) has it.");
        targets();
        results.atMost("heap for each idle legacy session, bytes", session, 1024);
        results.atMost("heap for each idle stream beyond a bare one, bytes", beyond, 2048);
        results.atMost("heap for each idle stream on the HTTP transport, bytes", http, 6 * 1024);
        results.atMost("CPU a call with 10 000 idle listen streams, to none", streams.cpu(), 1.10);
        results.atMost("`list_changed` to 10 000 streams, last one served, ms", streams.lastChangeMillis(), 1_000);
        results.endTable();
    }

    private void micro() throws Exception {
        Figures<Micro.Cost> costs = new Micro(quick ? 1 : 3, quick ? 1 : 2).run();
        results.heading("Without a container (JMH)");
        results.table("what", "ns", "±", "bytes allocated");
        costs.forEach((name, cost) -> results.row(
                name, Results.number(cost.nanos()), Results.number(cost.error()), Results.number(cost.bytes())));
        results.endTable();
        results.text("`byHand` is what (b) does without its container; `call` is lmcp's endpoint without one, by caller"
                + " and by what there is besides (10 000 tools, 10 000 sessions).");
        targets();
        for (String era : List.of("modern", "legacy")) {
            double alone = costs.of("call nothing " + era).nanos();
            results.atMost("10 000 tools, " + era, costs.of("call tools " + era).nanos() / alone, 1.05);
            results.atMost(
                    "10 000 sessions, " + era, costs.of("call sessions " + era).nanos() / alone, 1.05);
        }
        double beyond =
                costs.of("call nothing modern").bytes() - costs.of("byHand").bytes();
        results.atMost("bytes allocated beyond `byHand`, half of what it was", beyond, HALF_OF_FIRST);
        results.endTable();
    }
}
