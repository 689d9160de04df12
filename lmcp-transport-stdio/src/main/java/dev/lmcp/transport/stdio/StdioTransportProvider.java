package dev.lmcp.transport.stdio;

import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.spi.Transport;
import dev.lmcp.spi.TransportProvider;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;

/**
 * Standard input and output, for a client that starts the server as a process of its own.
 *
 * <p>There are no settings. Whoever starts the process is trusted: it can do all that the process can.
 */
public final class StdioTransportProvider implements TransportProvider {

    /** Creates the provider, which does nothing until a server asks for a transport. */
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
        // Not System.in and System.out: those are taken from everybody else while this transport runs.
        return new StdioTransport(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                services::transportEnded);
    }
}
