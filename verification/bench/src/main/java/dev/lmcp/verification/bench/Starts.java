package dev.lmcp.verification.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long a server takes from the start of its JVM to its first answer, and the memory that it has then. */
final class Starts {

    static final String BY_HAND = "(b)";
    static final String WAR = "`java -jar lmcp.war`";
    static final String ARCHIVE = "the same with a class archive";

    private static final List<String> SETTINGS = List.of("--port", "0", "--lmcp.auth", "none");

    private final Path logs;
    private final Path war;
    private final Path archive;
    private final Map<String, List<String>> commands = new LinkedHashMap<>();

    /**
     * Creates the measurement.
     *
     * @param classPath what the servlet written by hand needs and no more
     * @param war the web archive
     */
    Starts(Path logs, String classPath, Path war) {
        this.logs = logs;
        this.war = war;
        this.archive = logs.resolve("lmcp.archive").toAbsolutePath();
        String use = isCached() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
        commands.put(BY_HAND, command(List.of("-cp", classPath, Server.class.getName(), "hand-written"), List.of()));
        commands.put(WAR, command(List.of("-jar", war.toString()), SETTINGS));
        commands.put(ARCHIVE, command(List.of(use + archive, "-jar", archive + ".jars/lmcp.jar"), SETTINGS));
    }

    /** Returns whether the class archive of this JVM is an AOT cache. */
    static boolean isCached() {
        return Runtime.version().feature() >= 25;
    }

    private static List<String> command(List<String> words, List<String> more) {
        List<String> command = new ArrayList<>(List.of(ServerProcess.javaCommand()));
        command.addAll(ServerProcess.FLAGS);
        command.addAll(words);
        command.addAll(more);
        return command;
    }

    /**
     * One start.
     *
     * @param millis until the first answer
     * @param resident bytes of physical memory a second later: a server may do after the start what no caller waits for
     */
    record Start(double millis, double resident) {}

    Series<Start> run(int times) throws IOException, InterruptedException {
        writeArchive();
        Series<Start> found = new Series<>();
        for (int i = 0; i < times; i++) {
            for (Map.Entry<String, List<String>> contender : commands.entrySet()) {
                Start start = start(contender.getValue());
                found.add(contender.getKey(), start);
                System.out.printf(
                        "start: %s %.0f ms, %.0f MB%n", contender.getKey(), start.millis(), start.resident() / 1e6);
            }
        }
        return found;
    }

    private void writeArchive() throws IOException, InterruptedException {
        List<String> command = command(List.of("-jar", war.toString(), "--archive", archive.toString()), SETTINGS);
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException("the class archive was not written; see above: " + command);
        }
    }

    private Start start(List<String> command) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (ServerProcess server = ServerProcess.start(logs.resolve("start.log"), command)) {
            Calls.modern("echo", Calls.TEXT).check(server.url(), Calls.TEXT);
            double millis = (System.nanoTime() - begun) / 1e6;
            Thread.sleep(1000);
            return new Start(millis, server.residentBytes());
        }
    }
}
