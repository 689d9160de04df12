package dev.lmcp.verification.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load generators: {@code wrk} for as many calls as there can be, {@code h2load} for a fixed rate. */
final class Load {

    static final int CONNECTIONS = 16;

    private static final Pattern PER_SECOND = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern COUNT = Pattern.compile("(\\d+) requests in");

    private static final Pattern DONE = Pattern.compile("(\\d+) done");
    private static final Pattern DATA = Pattern.compile("\\((\\d+)\\) data");
    private static final Pattern LOST = Pattern.compile("(\\d+) errored");

    private final Path folder;

    Load(Path folder) {
        this.folder = folder;
    }

    /**
     * What a server did under load.
     *
     * @param perSecond answers a second
     * @param cpuMicros processor time of the server's for each
     */
    record Measured(double perSecond, double cpuMicros) {}

    /** Sends calls by few connections, which leave the server's compiler room. */
    void warmUp(Contender contender, int seconds) throws IOException, InterruptedException {
        send(contender.server(), contender.call(), 2, seconds);
    }

    /** Sends as many calls as the server takes. */
    Measured most(ServerProcess server, HttpCall call, int seconds) throws IOException, InterruptedException {
        return send(server, call, CONNECTIONS, seconds);
    }

    private Measured send(ServerProcess server, HttpCall call, int connections, int seconds)
            throws IOException, InterruptedException {
        Path script = folder.resolve("call.lua");
        Files.writeString(script, lua(call));
        long before = server.cpuMicros();
        String said = run(List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "10s",
                "-s",
                script.toString(),
                server.url().toString()));
        long used = server.cpuMicros() - before;
        if (said.contains("Non-2xx") || said.contains("Socket errors")) {
            throw new IOException("not every call to " + server.url() + " was answered well: " + said);
        }
        return new Measured(number(PER_SECOND, said), used / number(COUNT, said));
    }

    /** Sends so many calls a second, and returns the time in microseconds within which 99 of 100 were answered. */
    long p99(ServerProcess server, HttpCall call, double perSecond, int seconds)
            throws IOException, InterruptedException {
        Path body = folder.resolve("call.json");
        Path log = folder.resolve("h2load.log");
        Files.writeString(body, call.body());
        Files.deleteIfExists(log);
        List<String> command = new ArrayList<>(List.of(
                "h2load",
                "--h1",
                "-t1",
                "-c" + CONNECTIONS,
                "--rps=" + perSecond / CONNECTIONS,
                "-D" + seconds,
                "-d",
                body.toString(),
                "--log-file=" + log));
        call.headers().forEach((name, value) -> command.addAll(List.of("-H", name + ": " + value)));
        command.add(server.url().toString());
        String said = run(command);
        requireWholeAnswers(said, call.send(server.url()).body().length());
        return quantile(Files.readAllLines(log), 0.99);
    }

    /** {@code h2load} does not know the status of HTTP/1.1 answers, but how long they are: another one has another length. */
    private static void requireWholeAnswers(String said, int length) throws IOException {
        double done = number(DONE, said);
        if (number(DATA, said) < done * length
                || number(DATA, said) > (done + CONNECTIONS) * length
                || number(LOST, said) > 0) {
            throw new IOException("not every call was answered with " + length + " bytes: " + said);
        }
    }

    /** The log has a line for each call: when it began, a status, and how many microseconds it took. */
    private static long quantile(List<String> lines, double part) {
        long[] times = lines.stream()
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf('\t') + 1)))
                .toArray();
        Arrays.sort(times);
        return times[(int) Math.ceil(times.length * part) - 1];
    }

    private static String lua(HttpCall call) {
        StringBuilder script = new StringBuilder("wrk.method = \"POST\"\n");
        call.headers()
                .forEach((name, value) -> script.append("wrk.headers[")
                        .append(quoted(name))
                        .append("] = ")
                        .append(quoted(value))
                        .append('\n'));
        return script.append("wrk.body = ")
                .append(quoted(call.body()))
                .append('\n')
                .toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.get(0) + " failed: " + said);
        }
        return said;
    }

    private static double number(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("'" + pattern + "' does not occur in: " + text);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
