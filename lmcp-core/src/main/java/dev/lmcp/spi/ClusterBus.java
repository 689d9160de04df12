package dev.lmcp.spi;

/**
 * Brings messages from each node to all nodes.
 *
 * <p>A message has at most {@value ClusterStore#MAX_VALUE_SIZE} bytes. A subscriber gets each message at most once, and the
 * messages of one node in their order. The sender gets its own messages, too. Messages get lost while a node has no
 * connection to the engine; the node notices that and says so by {@link Subscriber#messagesMissed}.
 *
 * <p>Implemented by plugins. Safe for concurrent use.
 */
public interface ClusterBus {

    /**
     * Sends a message to all nodes.
     *
     * @throws ClusterUnavailableException if the engine does not answer within some seconds
     */
    void publish(byte[] message);

    /** Begins to deliver messages. Called once, by one thread; messages come until {@link Cluster#close}. */
    void subscribe(Subscriber subscriber);

    /** Receives messages, one at a time. Implemented by lmcp. It does not block for long. */
    interface Subscriber {

        /** Receives a message. */
        void receive(byte[] message);

        /**
         * Called when messages come after a time in which some may have been lost: after a loss of the connection, and if the
         * first connection is made after {@link ClusterBus#subscribe} has returned.
         */
        void messagesMissed();
    }
}
