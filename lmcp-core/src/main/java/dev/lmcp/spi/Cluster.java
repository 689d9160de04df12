package dev.lmcp.spi;

/**
 * The connection of one node to the engine that all nodes share, such as a database or a message broker.
 *
 * <p>The server seals all values, events and messages with its state keys before it hands them over. So the engine can
 * neither read nor forge them; it is trusted to keep and deliver them.
 *
 * <p>Implemented by plugins. Safe for concurrent use.
 */
public interface Cluster extends AutoCloseable {

    /** Returns the store of values with an expiry. */
    ClusterStore store();

    /** Returns the log of the events of streams. */
    EventLog events();

    /** Returns the bus for messages between the nodes. */
    ClusterBus bus();

    /** Returns whether the engine answers, for the figures of an operator. It must not block. */
    boolean isAvailable();

    /** Ends the connection and its threads. Does nothing the second time. */
    @Override
    void close();
}
