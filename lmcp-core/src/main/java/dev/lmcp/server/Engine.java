package dev.lmcp.server;

import dev.lmcp.spi.Endpoint;

/**
 * A server whose parts are connected.
 *
 * @param endpoint takes requests from transports
 * @param local takes requests from callers in the same process
 * @param status tells whether the server is ready, and its statistics
 * @param shutdown stops the server
 */
public record Engine(Endpoint endpoint, InProcessEndpoint local, ServerStatus status, Shutdown shutdown)
        implements AutoCloseable {

    @Override
    public void close() {
        shutdown.close();
    }
}
