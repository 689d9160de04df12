package dev.lmcp.spi;

import java.util.List;

/**
 * Accepts messages and hands them to an {@link Endpoint}.
 *
 * <p>Implemented by plugins, and by programs that bring their own. {@link #start}, {@link #announceStop} and {@link #close}
 * are called by one thread at a time; the other methods by any thread.
 */
public interface Transport extends AutoCloseable {

    /**
     * Begins to accept messages, and returns without waiting for any.
     *
     * @throws dev.lmcp.config.StartupException if it cannot listen
     */
    void start(Endpoint endpoint);

    /** Returns the address of the server for the start report, as in {@code http://127.0.0.1:8080/mcp}. */
    String location();

    /**
     * Returns the host names by which this transport can be reached, if it knows that there are no others; for example
     * because it listens on a loopback address. They are the accepted ones if {@code lmcp.allowed-hosts} names none.
     */
    default List<String> hosts() {
        return List.of();
    }

    /**
     * Tells clients that the server stops, so that they send their next requests elsewhere; for example by GOAWAY in HTTP/2.
     *
     * <p>Called once after a start, before running calls are given time to end. The transport still serves what arrives: running calls may
     * need it, and callers of new ones are told that the server stops. By
     * default clients are not told.
     */
    default void announceStop() {}

    /** Stops accepting messages, and frees what {@link #start} took. Does nothing the second time. */
    @Override
    void close();
}
