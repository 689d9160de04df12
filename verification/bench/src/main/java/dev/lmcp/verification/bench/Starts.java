package dev.lmcp.verification.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long a server takes from the start of its JVM to its first answer. */
final class Starts {

    private final Path logs;
    private final List<String> byHand;
    private final List<String> war;

    /**
     * Creates the measurement.
     *
     * @param classPath what the servlet written by hand needs and no more
     * @param war the web archive
     */
    Starts(Path logs, String classPath, Path war) {
        this.logs = logs;
        this.byHand = command("-cp", classPath, Server.class.getName(), "hand-written");
        this.war = command("-jar", war.toString(), "--port", "0", "--lmcp.auth", "none");
    }

    private static List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(ServerProcess.javaCommand()));
        command.addAll(ServerProcess.FLAGS);
        command.addAll(List.of(words));
        return command;
    }

    /**
     * Median times.
     *
     * @param byHand of the servlet written by hand, in milliseconds
     * @param war of the web archive
     */
    record Measured(double byHand, double war) {}

    Measured run(int times) throws IOException, InterruptedException {
        double[] one = new double[times];
        double[] other = new double[times];
        for (int i = 0; i < times; i++) {
            one[i] = millis(byHand);
            other[i] = millis(war);
            System.out.printf("start: by hand %.0f ms, web archive %.0f ms%n", one[i], other[i]);
        }
        return new Measured(Series.median(one), Series.median(other));
    }

    private double millis(List<String> command) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        try (ServerProcess server = ServerProcess.start(logs.resolve("start.log"), command)) {
            Calls.modern("echo", Calls.TEXT).check(server.url(), Calls.TEXT);
            return (System.nanoTime() - begun) / 1e6;
        }
    }
}
