package dev.lmcp.spi;

import java.util.List;

/** A way in for messages: it turns what arrives into calls of an {@link Endpoint}. */
public interface Transport extends AutoCloseable {

    /**
     * Begins to accept messages and returns without waiting for any.
     *
     * @throws dev.lmcp.StartupException where it cannot listen
     */
    void start(Endpoint endpoint);

    /** Returns where the server is reached, for the start report, as in {@code http://127.0.0.1:8080/mcp}. */
    String location();

    /**
     * Returns the host names under which this transport is reached, where there are no others, as with one that listens
     * on a loopback address; they are those answered where {@code lmcp.allowed-hosts} names none.
     */
    default List<String> hosts() {
        return List.of();
    }

    /** Stops accepting messages and frees what {@link #start} took. Does nothing the second time. */
    @Override
    void close();
}
