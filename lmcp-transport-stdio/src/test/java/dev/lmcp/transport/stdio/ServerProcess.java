package dev.lmcp.transport.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.embed.Lmcp;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@link StdioServer} process, and the client's ends of its streams. */
final class ServerProcess {

    private static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private final Process process;
    private final Path log;
    private final BufferedReader out;

    ServerProcess(Path directory) throws Exception {
        log = directory.resolve("stderr.log");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath(),
                        StdioServer.class.getName())
                .redirectError(log.toFile())
                .start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns the path of the classes, from the module path or the class path of this test. */
    private static String classPath() {
        return Stream.of(
                        StdioServer.class.getName(),
                        StdioTransport.class.getName(),
                        Lmcp.class.getName(),
                        "tools.jackson.databind.JsonNode",
                        "tools.jackson.core.JsonParser",
                        "com.fasterxml.jackson.annotation.JsonInclude",
                        "dev.harrel.jsonschema.Validator")
                .map(ServerProcess::location)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String location(String type) {
        try {
            return Path.of(Class.forName(type)
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a line that calls a tool in the modern era. */
    static String call(int id, String tool, String arguments) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + "," + META + "}}\n";
    }

    OutputStream in() {
        return process.getOutputStream();
    }

    void send(String text) throws IOException {
        in().write(text.getBytes(StandardCharsets.UTF_8));
        in().flush();
    }

    /** Returns the next line of standard output. */
    String next() throws IOException {
        String line = out.readLine();
        assertThat(line).as("a line on standard output; the log has: %s", log()).isNotNull();
        return line;
    }

    /** Returns the rest of standard output. */
    List<String> rest() {
        return out.lines().toList();
    }

    /** Closes standard output, like a client that has gone. */
    void closeOutput() throws IOException {
        process.getInputStream().close();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    void awaitLog(String text) throws IOException, InterruptedException {
        while (!log().contains(text)) {
            assertThat(process.isAlive()).as("alive; the log has: %s", log()).isTrue();
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    /** Sends the process a SIGTERM. */
    void terminate() {
        // Process.destroy would also close this side of the streams
        process.toHandle().destroy();
    }

    int exitStatus() throws InterruptedException {
        return process.waitFor();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
