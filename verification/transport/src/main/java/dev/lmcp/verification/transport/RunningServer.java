package dev.lmcp.verification.transport;

/** A server that listens on a port of the loopback address. */
public interface RunningServer extends AutoCloseable {

    /** Returns the port. */
    int port();

    /** Opens a connection. */
    default Wire connect() {
        return connect(64 * 1024);
    }

    /**
     * Opens a connection.
     *
     * @param receiveBuffer the bytes that may wait for this client
     */
    default Wire connect(int receiveBuffer) {
        return Wire.to(port(), receiveBuffer);
    }

    @Override
    void close();
}
