package dev.lmcp.server;

import dev.lmcp.spi.Endpoint;

/**
 * A server whose parts are put together.
 *
 * @param endpoint where transports bring requests
 * @param local where callers of this process bring requests
 * @param status whether it is ready, and its figures
 * @param shutdown stops it
 */
public record Engine(Endpoint endpoint, InProcessEndpoint local, ServerStatus status, Shutdown shutdown)
        implements AutoCloseable {

    @Override
    public void close() {
        shutdown.close();
    }
}
