package dev.lmcp.launcher;

import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import dev.lmcp.spi.Transport;
import dev.lmcp.transport.http.HttpTransportProvider;
import java.net.URI;

/**
 * A server that runs in this process on its own port, for programs and for tests of tools.
 *
 * <pre>{@code
 * try (Launcher launcher = Launcher.start(Lmcp.with(config).tool(tool))) {
 *     client.connect(launcher.uri());
 * }
 * }</pre>
 *
 * <p>Safe for concurrent use.
 */
public final class Launcher implements AutoCloseable {

    private final Lmcp server;
    private final URI root;

    private Launcher(Lmcp server, URI root) {
        this.server = server;
        this.root = root;
    }

    /**
     * Starts a server on a free port of the loopback address, which only this machine can reach.
     *
     * @throws dev.lmcp.config.StartupException with all problems
     */
    public static Launcher start(LmcpBuilder builder) {
        return start(builder, HostPort.HOST, 0);
    }

    /**
     * Starts a server.
     *
     * @param host a name or address of this machine
     * @param port the port; 0 for any free port
     * @throws dev.lmcp.config.StartupException with all problems
     */
    public static Launcher start(LmcpBuilder builder, String host, int port) {
        return start(builder, "http", HttpTransportProvider.listenOn(host, port));
    }

    /**
     * Starts a server in an embedded Tomcat, on a free port of the loopback address, to try what depends on a servlet
     * container. Tomcat and lmcp-transport-servlet must be on the class path.
     *
     * @throws dev.lmcp.config.StartupException with all problems
     */
    public static Launcher startOnTomcat(LmcpBuilder builder) {
        return start(builder, "tomcat", new TomcatTransport(new HostPort(HostPort.HOST, 0)));
    }

    private static Launcher start(LmcpBuilder builder, String name, Transport transport) {
        Lmcp server = builder.transport(name, transport).start();
        return new Launcher(server, URI.create(transport.location()));
    }

    /** Returns the URI of the MCP endpoint, if {@code lmcp.path} is not set. */
    public URI uri() {
        return at("/mcp");
    }

    /** Returns the URI of a path on this server, as in {@code /health/live}. */
    public URI at(String path) {
        return root.resolve(path);
    }

    /** Returns the server. Its registry may be changed while clients are connected. */
    public Lmcp server() {
        return server;
    }

    /** Stops the server and frees its port. */
    @Override
    public void close() {
        server.close();
    }
}
