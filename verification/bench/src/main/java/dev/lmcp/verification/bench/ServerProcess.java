package dev.lmcp.verification.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server in a process of its own, which ends when this is closed or this process does. */
final class ServerProcess implements AutoCloseable {

    /** The same for every Java server: a collector that takes no processor time from calls while it does not collect. */
    static final List<String> FLAGS = List.of("-XX:+UseParallelGC", "-Xms1g", "-Xmx1g");

    /**
     * Tomcat itself takes a hundred kilobytes for each request that is held open; the later size wins. The header fields
     * have the room that docs/deploying.md gives them.
     */
    private static final List<String> ROOM_FOR_STREAMS =
            List.of("-Xms4g", "-Xmx4g", "-D" + BenchTomcat.HEADER_BYTES + "=32768");

    private static final Pattern URL = Pattern.compile("http://\\S+/mcp");

    /** Linux counts processor time in hundredths of a second, whatever its kernel does inside. */
    private static final long MICROS_PER_TICK = 10_000;

    private final Process process;
    private final BufferedReader out;
    private final URI url;

    private ServerProcess(Process process, BufferedReader out, URI url) {
        this.process = process;
        this.out = out;
        this.url = url;
    }

    /** Starts a server of {@link Server}. */
    static ServerProcess java(Path logs, String kind, Map<String, String> settings) throws IOException {
        return java(logs, List.of(), kind, settings);
    }

    /** Starts a server of {@link Server} with memory for ten thousand requests that stay open. */
    static ServerProcess roomy(Path logs, String kind, Map<String, String> settings) throws IOException {
        return java(logs, ROOM_FOR_STREAMS, kind, settings);
    }

    /** Starts a server of {@link Server} in a JVM that is given no flags. */
    static ServerProcess plain(Path logs, String kind, Map<String, String> settings) throws IOException {
        return withFlags(logs, List.of(), kind, settings);
    }

    private static ServerProcess java(Path logs, List<String> more, String kind, Map<String, String> settings)
            throws IOException {
        List<String> flags = new ArrayList<>(FLAGS);
        flags.addAll(more);
        return withFlags(logs, flags, kind, settings);
    }

    private static ServerProcess withFlags(Path logs, List<String> flags, String kind, Map<String, String> settings)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(javaCommand()));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Server.class.getName(), kind));
        settings.forEach((key, value) -> command.add(key + '=' + value));
        return start(logs.resolve(kind + ".log"), command);
    }

    static String javaCommand() {
        return ProcessHandle.current().info().command().orElse("java");
    }

    /** Starts a server that prints its URL. */
    static ServerProcess start(Path log, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher url = URL.matcher(line);
            if (url.find()) {
                return new ServerProcess(process, out, URI.create(url.group()));
            }
        }
        throw new IOException("a server told no URL; see " + log + ": " + command);
    }

    /**
     * Starts a server that prints no URL, and waits until it accepts connections there.
     *
     * @param environment variables besides those of this process
     */
    static ServerProcess at(URI url, Path log, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        // it does not end with its standard input, as those of Server do
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        BufferedReader nothing = new BufferedReader(Reader.nullReader());
        for (int i = 0; i < 600; i++) {
            if (accepts(url)) {
                return new ServerProcess(process, nothing, url);
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        process.destroy();
        throw new IOException("a server did not come up at " + url + " within 60 s; see " + log + ": " + command);
    }

    private static boolean accepts(URI url) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** A port of this machine that was free just now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    URI url() {
        return url;
    }

    /** Returns the processor time that it has used so far. */
    long cpuMicros() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        // the name stands in parentheses and may hold spaces
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
    }

    /** Returns the bytes of physical memory that it has after it has collected its garbage. */
    long residentAfterCollection() throws IOException {
        tell("collect");
        return residentBytes();
    }

    /** Returns the bytes of physical memory that it has now. */
    long residentBytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            String resident =
                    lines.filter(line -> line.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(resident.replaceAll("\\D", "")) * 1024;
        }
    }

    /** Returns the bytes of its heap that are in use after a collection. */
    long heap() throws IOException {
        return Long.parseLong(tell("heap"));
    }

    /** Returns when the last call of {@code wait} was cancelled, for which it waits. */
    Instant cancelled() throws IOException {
        return Instant.parse(tell("cancelled"));
    }

    /** Has its list of tools change. */
    void toggle() throws IOException {
        tell("toggle");
    }

    private String tell(String line) throws IOException {
        process.getOutputStream().write((line + '\n').getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        String answer = out.readLine();
        if (answer == null) {
            throw new IOException("the server at " + url + " has ended; its log tells why");
        }
        return answer;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.destroy();
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
