package dev.lmcp.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The main class of the JVM that writes a class archive at its end: it starts the server, sends it requests of both eras,
 * and stops it.
 *
 * <p>The settings are the operator's, with three exceptions. The server listens on a free port of the loopback address.
 * It serves by HTTP. It joins no cluster.
 */
public final class TrainingRun {

    private static final Map<String, String> SETTINGS = Map.of(
            "lmcp.transport",
            Flags.HTTP,
            "lmcp.transport.http.host",
            HostPort.HOST,
            "lmcp.transport.http.port",
            "0",
            "lmcp.cluster",
            "");

    private TrainingRun() {}

    /** Runs the server for some requests; then the process ends. */
    public static void main(String[] args) throws IOException {
        Log.configure();
        ShutdownHook cleanup = ShutdownHook.atExit();
        int status;
        try {
            // as the start with the class archive does
            ArchivedWar.stamp(Path.of(System.getProperty("java.class.path", "")));
            Map<String, String> flags = Flags.parse(args).values();
            status = ServerRun.train(flags, SETTINGS, cleanup::closeFirst, TrainingRun::call);
        } catch (CommandLineException e) {
            System.err.println(e.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    private static void call(String location, String token) throws IOException {
        if (location.startsWith("http:")) {
            new TrainingCalls(location, token).send();
        }
    }
}
