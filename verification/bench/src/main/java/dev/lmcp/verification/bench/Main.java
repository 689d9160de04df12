package dev.lmcp.verification.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Measures parts of the page, and writes the page if all of its parts were measured, now or before:
 * {@code Main WORK RESULTS NOTES WAR CLASSPATH full|quick PARTS PEERS [NODE SCRIPT]}.
 *
 * <p>{@code CLASSPATH} is what the servlet written by hand needs and no more; {@code NOTES} is what people have to say of
 * the figures, and goes to the end of the page. {@code PARTS} are words with commas, {@code PEERS} is the folder with the
 * servers of other frameworks.
 */
final class Main {

    private final Path work;
    private final Starts starts;
    private final Path peers;
    private final List<String> node;
    private final boolean quick;
    private final Load load;
    private Results results = new Results();

    private Main(Path work, Starts starts, Path peers, List<String> node, boolean quick) {
        this.work = work;
        this.starts = starts;
        this.peers = peers;
        this.node = node;
        this.quick = quick;
        this.load = new Load(work);
    }

    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[0]);
        Path page = Path.of(args[1]);
        Path notes = Path.of(args[2]);
        List<String> node = List.of(args).subList(8, args.length);
        Starts starts = new Starts(work, args[4], Path.of(args[3]));
        Main main = new Main(work, starts, Path.of(args[7]), node, args[5].equals("quick"));
        for (String word : args[6].split(",", -1)) {
            main.measure(Part.named(word));
        }
        main.assemble(page, notes);
        System.exit(0);
    }

    private void measure(Part part) throws Exception {
        System.out.println("=== " + part.word());
        results = new Results();
        Scale scale = new Scale(quick);
        switch (part) {
            case CALLS -> new CallTables(work, load, scale, results).measure(peers, node);
            case START -> start();
            case HOLDING -> new HoldingTables(work, load, scale, results).measure();
            case MICRO -> new MicroTables(scale, results).measure();
        }
        results.text(Machine.when());
        part.write(work, results);
    }

    private void assemble(Path page, Path notes) throws IOException {
        String missing = Arrays.stream(Part.values())
                .filter(part -> !part.wasMeasured(work))
                .map(Part::word)
                .collect(Collectors.joining(","));
        StringBuilder text = new StringBuilder("# What a call costs\n\nWritten by `verification/bench/run")
                .append(quick ? " --quick" : "")
                .append("`. ")
                .append(Machine.describe(ServerProcess.FLAGS))
                .append('\n');
        StringBuilder figures = new StringBuilder(Results.FIGURES);
        for (Part part : Part.values()) {
            if (part.wasMeasured(work)) {
                text.append('\n').append(part.readPage(work));
                figures.append(part.readFigures(work));
            }
        }
        if (!missing.isEmpty()) {
            text.append("\nNot measured on this JDK: `--only ").append(missing).append("`.\n");
        }
        if (Files.exists(notes)) {
            text.append('\n').append(Files.readString(notes).strip()).append('\n');
        }
        Files.writeString(page, text);
        // pages quote those of the default JDK
        if (page.endsWith("RESULTS.md") && missing.isEmpty()) {
            Files.writeString(page.resolveSibling("figures.tsv"), figures);
        }
        System.out.println("written: " + page.getFileName());
    }

    private void start() throws IOException, InterruptedException {
        Series<Starts.Start> found = starts.run(quick ? 2 : 7);
        results.heading("Start");
        results.text(
                "From the start of the JVM to the first answered call, and the physical memory of the process a second later.");
        results.table("server", "ms", "MB");
        for (String name : found.names()) {
            results.row(
                    name,
                    Results.number(found.median(name, Starts.Start::millis)),
                    Results.number(found.median(name, Starts.Start::resident) / 1e6));
        }
        results.endTable();
        results.targets();
        results.figure("start", found.median(Starts.WAR, Starts.Start::millis), "ms");
        double ratio = found.ratio(Starts.WAR, Starts.BY_HAND, Starts.Start::millis);
        results.atMost("start of the WAR, to (b)", results.figure("start-ratio", ratio, ""), 0.85);
        ratio = found.ratio(Starts.ARCHIVE, Starts.BY_HAND, Starts.Start::millis);
        results.atMost(
                "the same with a class archive",
                results.figure("start-archive-ratio", ratio, ""),
                Starts.isCached() ? 0.40 : 0.50);
        ratio = found.ratio(Starts.WAR, Starts.BY_HAND, Starts.Start::resident);
        results.atMost("physical memory after the start, to (b)", results.figure("start-memory-ratio", ratio, ""), 0.9);
        ratio = found.ratio(Starts.ARCHIVE, Starts.BY_HAND, Starts.Start::resident);
        results.atMost("the same with a class archive", results.figure("start-archive-memory-ratio", ratio, ""), 0.9);
        results.endTable();
    }
}
