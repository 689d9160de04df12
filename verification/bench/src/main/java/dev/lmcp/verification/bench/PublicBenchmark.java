package dev.lmcp.verification.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures the public benchmark and writes its page: {@code PublicBenchmark WORK RESULTS WAR PEERS full|quick}. */
final class PublicBenchmark {

    private static final double MIB = 1024 * 1024;

    /** A server, and how its users call it. */
    private record Row(String shop, Shopper.Way way) {

        String name() {
            return switch (way) {
                case SESSION_FOR_EACH -> shop;
                case ONE_SESSION -> shop + ", one session";
                case MODERN -> shop + ", 2026-07-28";
            };
        }
    }

    private static final List<Row> AS_PUBLISHED = rows(Shopper.Way.SESSION_FOR_EACH);
    private static final List<Row> CALLS_ALONE = callsAlone();

    private final Path work;
    private final Path war;
    private final Path peers;
    private final boolean quick;
    private final Results results = new Results();
    private final Series<Shoppers.Served> served = new Series<>();
    private final Series<Double> resident = new Series<>();

    private PublicBenchmark(Path work, Path war, Path peers, boolean quick) {
        this.work = work;
        this.war = war;
        this.peers = peers;
        this.quick = quick;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        PublicBenchmark benchmark =
                new PublicBenchmark(Path.of(args[0]), Path.of(args[2]), Path.of(args[3]), args[4].equals("quick"));
        benchmark.measure();
        Files.writeString(Path.of(args[1]), benchmark.page());
        System.exit(0);
    }

    private static List<Row> rows(Shopper.Way way) {
        return List.of(Shops.LMCP, Shops.QUARKUS, Shops.QUARKUS_LOOP, Shops.SPRING, Shops.SDK).stream()
                .map(shop -> new Row(shop, way))
                .toList();
    }

    private static List<Row> callsAlone() {
        List<Row> rows = new ArrayList<>(List.of(new Row(Shops.LMCP, Shopper.Way.MODERN)));
        rows.addAll(rows(Shopper.Way.ONE_SESSION));
        return rows;
    }

    private int starts() {
        return quick ? 1 : 3;
    }

    private int rounds() {
        return quick ? 1 : 3;
    }

    private int seconds() {
        return quick ? 2 : 5;
    }

    /** Longer than for `echo`, as there is more code to compile, of which users call each piece less often. */
    private int warmUp() {
        return quick ? 3 : 15;
    }

    private void measure() throws IOException, InterruptedException {
        for (int i = 0; i < starts(); i++) {
            try (Shops shops = Shops.start(work, peers, war)) {
                measure(shops, AS_PUBLISHED);
                for (Shops.Shop shop : shops.shops()) {
                    resident.add(shop.name(), shop.server().residentBytes() / MIB);
                }
                measure(shops, CALLS_ALONE);
            }
        }
    }

    private void measure(Shops shops, List<Row> rows) throws IOException, InterruptedException {
        for (Row row : rows) {
            Shoppers.send(shops.named(row.shop()).server(), row.way(), warmUp());
        }
        for (int round = 0; round < rounds(); round++) {
            for (Row row : rows) {
                Shoppers.Served one = Shoppers.send(shops.named(row.shop()).server(), row.way(), seconds());
                served.add(row.name(), one);
                System.out.printf(
                        "%-60s %8.0f/s %8.1f µs p95 %6.1f ms p99 %6.1f ms%n",
                        row.name(), one.perSecond(), one.cpuMicros(), one.p95(), one.p99());
            }
        }
    }

    private String page() throws IOException {
        results.text("# The public benchmark");
        results.text("Written by `verification/bench/run --public" + (quick ? " --quick" : "") + "`. "
                + Machine.describe(Shops.FLAGS) + " " + Machine.when());
        results.text("The tools `search_products`, `get_user_cart` and `checkout` of benchmark-mcp-servers-v2, with its"
                + " arguments, its data in Redis, its HTTP API and its 50 users. All servers do the work of the tools with"
                + " the same code, Jedis and Apache HttpClient, which block. Quarkus' event loop has the same work by"
                + " Quarkus' own clients. Each server is a process of its own; one at a time is under load, in turn, "
                + rounds() + " rounds of " + seconds() + " s after a warm-up of " + warmUp() + " s, with " + starts()
                + " processes of each, one after the other. Redis, the API and the users share the machine with the"
                + " server. Figures are medians, ratios those of neighboring rounds. The processor time is that of the"
                + " server alone, as the kernel accounts it. Every answer was read.");
        table(
                "As published",
                "Each user opens a session for each call of a tool and for `tools/list`, ends it, and pauses for 50 ms after"
                        + " all four. Requests are openings, calls and lists. The delay is that of calls of tools. The"
                        + " memory is what the process has at the end (VmRSS).",
                AS_PUBLISHED);
        table(
                "Calls alone",
                "Each user calls the three tools and `tools/list`, one after the other and without a pause: without a"
                        + " session where the server knows revision 2026-07-28, and in one session of revision 2025-11-25.",
                CALLS_ALONE);
        return results.toString();
    }

    private void table(String heading, String text, List<Row> rows) {
        boolean isPublished = rows.equals(AS_PUBLISHED);
        String first = rows.get(0).name();
        results.heading(heading);
        results.text(text);
        List<String> columns = new ArrayList<>(
                List.of("server", "requests a second", "to lmcp", "server CPU µs each", "to lmcp", "p95 ms", "p99 ms"));
        if (isPublished) {
            columns.add("memory MiB");
        }
        results.table(columns.toArray(String[]::new));
        for (Row row : rows) {
            String name = row.name();
            List<String> cells = new ArrayList<>(List.of(
                    name,
                    Results.number(served.median(name, Shoppers.Served::perSecond)),
                    Results.number(served.ratio(name, first, Shoppers.Served::perSecond)),
                    Results.number(served.median(name, Shoppers.Served::cpuMicros)),
                    Results.number(served.ratio(name, first, Shoppers.Served::cpuMicros)),
                    Results.number(served.median(name, Shoppers.Served::p95)),
                    Results.number(served.median(name, Shoppers.Served::p99))));
            if (isPublished) {
                cells.add(Results.number(resident.median(row.shop(), Double::doubleValue)));
            }
            results.row(cells.toArray(String[]::new));
        }
        results.endTable();
    }
}
