package dev.lmcp.verification.transport;

/** A server that listens on a port of the loopback address. */
public interface RunningServer extends AutoCloseable {

    /** Returns the port. */
    int port();

    /** Opens a connection. */
    default Wire connect() {
        return Wire.to(port());
    }

    @Override
    void close();
}
