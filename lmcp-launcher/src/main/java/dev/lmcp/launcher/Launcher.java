package dev.lmcp.launcher;

import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import java.net.URI;

/**
 * A server that runs in this process, on a port of its own: for tests of tools, and for programs.
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
     * Starts a server that only this machine can reach, on a port that is free.
     *
     * @throws dev.lmcp.config.StartupException with everything that is wrong
     */
    public static Launcher start(LmcpBuilder builder) {
        return start(builder, HostPort.HOST, 0);
    }

    /**
     * Starts a server.
     *
     * @param host a name or address of this machine
     * @param port 0 for any that is free
     * @throws dev.lmcp.config.StartupException with everything that is wrong
     */
    public static Launcher start(LmcpBuilder builder, String host, int port) {
        HttpTransport transport = new HttpTransport(new HostPort(host, port), "");
        Lmcp server = builder.transport("http", transport).start();
        return new Launcher(server, URI.create(transport.root()));
    }

    /** Returns where clients call, unless {@code lmcp.path} says otherwise. */
    public URI uri() {
        return at("/mcp");
    }

    /** Returns where a path of the server's is found, as in {@code /health/live}. */
    public URI at(String path) {
        return root.resolve(path);
    }

    /** Returns the server, whose registry may be changed while clients are connected. */
    public Lmcp server() {
        return server;
    }

    /** Stops the server and frees its port. */
    @Override
    public void close() {
        server.close();
    }
}
