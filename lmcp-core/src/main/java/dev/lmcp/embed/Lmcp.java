package dev.lmcp.embed;

import dev.lmcp.Registry;
import dev.lmcp.Statistics;
import dev.lmcp.config.Config;
import dev.lmcp.server.UnavailableEndpoint;
import dev.lmcp.server.start.RunningServer;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Endpoint;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A running server, from {@link LmcpBuilder#start} to {@link #close}.
 *
 * <p>Safe for concurrent use. Several servers may run in one process, and share nothing.
 */
public final class Lmcp implements AutoCloseable {

    private final RunningServer server;

    /**
     * The result of {@link LmcpBuilder#check}.
     *
     * @param isGood whether the server would start, and everything it depends on answers
     * @param diagnostics what the authenticators tried; empty if the server would not start
     * @param text all of it for people: the start report and the diagnostics, or the problems
     */
    public record Check(boolean isGood, List<Authenticator.Finding> diagnostics, String text) {

        /** Makes an immutable copy. */
        public Check {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    Lmcp(RunningServer server) {
        this.server = server;
    }

    /** Returns a builder of a server with this configuration. */
    public static LmcpBuilder with(Config config) {
        return new LmcpBuilder(config);
    }

    /**
     * Returns an endpoint for a transport to serve if no server has started. The endpoint answers {@code /health/live} with
     * 200, since a restart of the process would not help, and everything else with 503 and no content.
     */
    public static Endpoint unavailable() {
        return new UnavailableEndpoint();
    }

    /** Returns the entry to the server, for a transport that the program brings itself. */
    public Endpoint endpoint() {
        return server.endpoint();
    }

    /** Returns a client in this process, which needs no socket and no credentials. */
    public LocalClient local() {
        return new LocalClient(server.local());
    }

    /** Returns the tools, resources and prompts of the server; clients are told of changes. */
    public Registry registry() {
        return server.registry();
    }

    /** Returns the start report: the plugins that are used and those that are not, with reasons and jars, and the warnings. */
    public String report() {
        return server.report();
    }

    /** Returns the names of the auth plugins in use, in the order in which they decide; an empty list if anybody may call. */
    public List<String> authProviders() {
        return server.authProviders();
    }

    /**
     * Returns the URL under which clients reach the server, if a plugin was told it, as {@code lmcp.auth.oauth.resource}
     * is: it may be that of a proxy.
     */
    public Optional<URI> publicUrl() {
        return server.publicUrl();
    }

    /**
     * Returns where the first transport in use takes messages, as in {@code http://127.0.0.1:8080/mcp}; empty if the server
     * has no transport.
     */
    public Optional<String> location() {
        return server.location();
    }

    /** Returns a snapshot of the server's state and of its counters since the start. */
    public Statistics statistics() {
        return server.statistics();
    }

    /**
     * Returns whether the server accepts calls: it is not stopping, at least one authenticator can judge requests, and no
     * tool plugin has been left out because it failed.
     */
    public boolean isReady() {
        return server.isReady();
    }

    /**
     * Waits until the server is closed, or the other end of a transport has gone for good, as at the end of standard input.
     *
     * @throws InterruptedException if this thread is interrupted while it waits
     */
    public void awaitTermination() throws InterruptedException {
        server.awaitTermination();
    }

    /**
     * Stops the server. Running calls may end within {@code lmcp.limits.drain-timeout}; then transports, plugins, threads
     * and the plugin directory are closed. Blocks until that is done. Does nothing the second time.
     */
    @Override
    public void close() {
        server.close();
    }
}
