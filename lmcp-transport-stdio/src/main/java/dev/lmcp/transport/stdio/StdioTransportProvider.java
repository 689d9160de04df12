package dev.lmcp.transport.stdio;

import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.spi.Transport;
import dev.lmcp.spi.TransportProvider;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;

/**
 * The stdio transport, for a client that starts the server as its own process.
 *
 * <p>It has no settings. The client is trusted, because it starts the process and can do everything that the process can.
 */
public final class StdioTransportProvider implements TransportProvider {

    /** Creates the provider. It does nothing until a server creates a transport. */
    public StdioTransportProvider() {}

    @Override
    public String name() {
        return "stdio";
    }

    @Override
    public boolean isTrusted() {
        return true;
    }

    @Override
    public Transport create(Settings settings, Services services) {
        // Not System.in and System.out: the transport replaces those while it runs.
        return new StdioTransport(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                services::transportEnded);
    }
}
