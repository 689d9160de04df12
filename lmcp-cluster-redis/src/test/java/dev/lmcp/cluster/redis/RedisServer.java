package dev.lmcp.cluster.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A redis-server of this test, on a port of its own. */
final class RedisServer implements AutoCloseable {

    static final String PASSWORD = "correct-horse";

    private final int port;
    private Process process;

    RedisServer() throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        process = launch();
    }

    /** Returns whether this machine has a redis-server. Debian has it in the package of that name. */
    static boolean isInstalled() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "redis-server")));
    }

    private Process launch() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("redis-server", "--port", "" + port, "--bind", "127.0.0.1"));
        command.addAll(List.of("--save", "", "--appendonly", "no", "--requirepass", PASSWORD));
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        for (int attempt = 0; attempt < 200; attempt++) {
            try (Socket trial = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (trial.isConnected()) {
                    return started;
                }
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IOException("redis-server does not listen on port " + port + " within 10 seconds");
    }

    int port() {
        return port;
    }

    /** Ends the server without a farewell. It loses everything. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    /** Starts the server again, empty. */
    void restart() throws IOException, InterruptedException {
        process = launch();
    }

    /** Freezes or thaws the server: it holds its connections and answers nothing. */
    void freeze(boolean value) throws IOException, InterruptedException {
        new ProcessBuilder("kill", value ? "-STOP" : "-CONT", Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
