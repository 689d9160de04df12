package dev.lmcp;

import dev.lmcp.server.RunningServer;
import dev.lmcp.server.UnavailableEndpoint;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Endpoint;
import java.util.List;

/**
 * A server that runs, from {@link LmcpBuilder#start} to {@link #close}.
 *
 * <p>Safe for concurrent use. Several may run in one process; they share nothing.
 */
public final class Lmcp implements AutoCloseable {

    private final RunningServer server;

    /**
     * What {@link LmcpBuilder#check} found out.
     *
     * @param good whether the server would start and everything it depends on answers
     * @param diagnostics what the authenticators tried, empty where the server would not start
     * @param text all of it for people: the start report and the findings, or the problems
     */
    public record Check(boolean good, List<Authenticator.Finding> diagnostics, String text) {

        /** Makes an immutable copy. */
        public Check {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    Lmcp(RunningServer server) {
        this.server = server;
    }

    /** Begins a server with this configuration. */
    public static LmcpBuilder with(Config config) {
        return new LmcpBuilder(config);
    }

    /**
     * Returns an endpoint for a transport to serve if no server has started: it answers every request with 503 and
     * without a word, except {@code /health/live}, as it would not help to restart the process.
     */
    public static Endpoint unavailable() {
        return new UnavailableEndpoint();
    }

    /** Returns the door to the server, for a transport that the program brings itself. */
    public Endpoint endpoint() {
        return server.endpoint();
    }

    /** Returns a client in this process, which needs neither a socket nor a token. */
    public LocalClient local() {
        return new LocalClient(server.local());
    }

    /** Returns what the server offers; changes are announced to clients. */
    public Registry registry() {
        return server.registry();
    }

    /** Returns the start report: plugins in use and not, each with the reason and its jar, and the warnings. */
    public String report() {
        return server.report();
    }

    /** Returns the names of the auth plugins in use, in their order; none where anybody may call. */
    public List<String> authentication() {
        return server.authentication();
    }

    /** Returns what the server is at and what it has done since its start. */
    public Statistics statistics() {
        return server.statistics();
    }

    /** Returns whether calls are let in and can be judged: it does not stop, and every authenticator has what it needs. */
    public boolean isReady() {
        return server.isReady();
    }

    /**
     * Waits until nobody can call any more: until the other end of a transport has gone for good, as at the end of
     * standard input, or the server is closed.
     */
    public void awaitEnd() throws InterruptedException {
        server.awaitEnd();
    }

    /**
     * Stops the server: running calls may end, for as long as {@code lmcp.limits.drain-timeout} says, then transports, plugins,
     * threads and the plugin directory are closed. Does nothing the second time.
     */
    @Override
    public void close() {
        server.close();
    }
}
