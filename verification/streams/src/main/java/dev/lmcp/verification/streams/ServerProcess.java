package dev.lmcp.verification.streams;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A server in a process of its own, which ends when this is closed or this process does. */
final class ServerProcess implements AutoCloseable {

    private static final String TOKENS = "lmcp.auth.bearer.tokens.";

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one with this flag for its heap, these settings, and the tokens of {@link Client}; its log goes to a file of that name. */
    static ServerProcess start(Path logs, String name, String heap, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                heap,
                "-D" + Engine.PROPERTY + "=" + Engine.current(),
                "-cp",
                System.getProperty("java.class.path"),
                StreamsServer.class.getName(),
                TOKENS + "alice.value=" + Client.ALICE,
                TOKENS + "bob.value=" + Client.BOB));
        command.addAll(List.of(settings));
        Process process = new ProcessBuilder(command)
                .redirectError(logs.resolve(name + ".log").toFile())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String url = out.readLine();
        if (url == null) {
            throw new IOException("the server '" + name + "' did not start; see " + logs.resolve(name + ".log"));
        }
        return new ServerProcess(process, URI.create(url).getPort());
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns how many descriptors the process has open. */
    int descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return (int) open.count();
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.onExit().get(15, java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
