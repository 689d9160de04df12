package dev.lmcp.cluster.jdbc;

import dev.lmcp.testkit.plugin.TestSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of this test, on a port of its own. It does not run as root, so root starts it as another user. */
final class PostgresServer {

    static final String PASSWORD = "correct-horse";

    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    private final Path folder;
    private final int port;
    private Process process;

    PostgresServer() throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        folder = Files.createTempDirectory("lmcp-postgres-");
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        if (IS_ROOT) {
            UserPrincipal user =
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
            Files.setOwner(folder, user);
        }
        execute(
                "initdb",
                "-D",
                folder.resolve("template").toString(),
                "-U",
                "lmcp",
                "--pwfile=" + password,
                "--auth=scram-sha-256");
        process = launch();
    }

    /** Returns whether this machine has a PostgreSQL. Debian has it in the package postgresql. */
    static boolean isInstalled() {
        boolean canStart = programs().isPresent() && (!IS_ROOT || Files.isExecutable(Path.of("/usr/bin/setpriv")));
        if (!canStart) {
            System.err.println("No initdb was found, so the tests with a real PostgreSQL are not run.");
        }
        return canStart;
    }

    /** The folder with the programs: on the path, or where Debian puts them. */
    private static Optional<Path> programs() {
        List<Path> folders = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            folders.add(Path.of(folder));
        }
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            versions.sorted(Comparator.reverseOrder())
                    .map(version -> version.resolve("bin"))
                    .forEach(folders::add);
        } catch (IOException e) {
            // not a Debian with the package
        }
        return folders.stream()
                .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                .findFirst();
    }

    private Process start(String program, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        if (IS_ROOT) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(
                program.equals("cp")
                        ? program
                        : programs().orElseThrow().resolve(program).toString());
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void execute(String program, String... words) throws IOException, InterruptedException {
        int code = start(program, words).waitFor();
        if (code != 0) {
            throw new IOException(program + " ended with " + code);
        }
    }

    private Process launch() throws IOException, InterruptedException {
        deleteAll(folder.resolve("data"));
        execute(
                "cp",
                "-a",
                folder.resolve("template").toString(),
                folder.resolve("data").toString());
        Process started = start(
                "postgres",
                "-D",
                folder.resolve("data").toString(),
                "-p",
                Integer.toString(port),
                "-clisten_addresses=127.0.0.1",
                "-cunix_socket_directories=" + folder,
                "-cfsync=off",
                "-cdynamic_shared_memory_type=mmap");
        for (int attempt = 0; attempt < 600; attempt++) {
            try (Socket trial = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (trial.isConnected() && canConnect()) {
                    return started;
                }
            } catch (IOException e) {
                // not yet
            }
            Thread.sleep(50);
        }
        throw new IOException("postgres does not listen on port " + port + " within 30 seconds");
    }

    private boolean canConnect() {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** A connection of the test itself. */
    Connection connect() throws SQLException {
        return new DriverConnections(url(), Optional.of("lmcp"), () -> Optional.of(PASSWORD), Duration.ofSeconds(5))
                .open();
    }

    /** Runs a statement, and returns the first value of its result. */
    String ask(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            boolean hasResult = statement.execute(sql);
            try (ResultSet result = hasResult ? statement.getResultSet() : null) {
                return result != null && result.next() ? String.valueOf(result.getString(1)) : "";
            }
        }
    }

    TestSettings settings(String... lines) {
        String common = "url = " + url() + "\nuser = lmcp\ntimeout = 500ms\n";
        return TestSettings.of("lmcp.cluster.jdbc.", common + String.join("\n", lines));
    }

    /** Ends the server without a farewell. It loses everything. */
    void kill() throws IOException, InterruptedException {
        signal(process.toHandle(), "QUIT");
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            throw new IOException("postgres runs 10 seconds after its end was asked for");
        }
    }

    /** Starts the server again, empty. */
    void restart() throws IOException, InterruptedException {
        process = launch();
    }

    /** Freezes or thaws the server: it holds its connections and answers nothing. Each connection has a process. */
    void freeze(boolean value) throws IOException, InterruptedException {
        String name = value ? "STOP" : "CONT";
        signal(process.toHandle(), name);
        for (ProcessHandle child : process.toHandle().children().toList()) {
            signal(child, name);
        }
    }

    private static void signal(ProcessHandle to, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(to.pid())).start().waitFor();
    }

    private static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    void close() throws IOException, InterruptedException {
        if (process.isAlive()) {
            kill();
        }
        deleteAll(folder);
    }
}
