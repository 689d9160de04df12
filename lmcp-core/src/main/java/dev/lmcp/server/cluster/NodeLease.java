package dev.lmcp.server.cluster;

import dev.lmcp.server.base.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Shows the other nodes that this node runs: a value that expires unless the node renews it.
 *
 * <p>The lease of a node that runs may be missing for a while, if the engine has come back empty. Safe for concurrent use.
 */
public final class NodeLease {

    private static final Duration TTL = Duration.ofSeconds(15);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final ClusterNode cluster;
    private final String name;
    private final InstantSource clock;
    private Optional<Instant> renewed = Optional.empty();
    private boolean hasEnded;

    /**
     * Creates the lease of this node. It begins with the first renewal.
     *
     * @param name the name of this node, which no other node has
     */
    public NodeLease(ClusterNode cluster, String name, InstantSource clock) {
        this.cluster = cluster;
        this.name = name;
        this.clock = clock;
    }

    private static String key(String node) {
        return "node/" + node;
    }

    /** Returns the name of this node. */
    public String name() {
        return name;
    }

    /** Renews the lease, if it was not renewed within the last five seconds. */
    public synchronized void renewIfDue() {
        Instant now = clock.instant();
        boolean isDue = renewed.isEmpty()
                || now.isBefore(renewed.get())
                || !now.isBefore(renewed.get().plus(INTERVAL));
        if (isDue && !hasEnded) {
            cluster.write(key(name), Json.object(), TTL);
            renewed = Optional.of(now);
        }
    }

    /** Returns whether a node has a lease. */
    public boolean isAlive(String node) {
        try {
            return cluster.read(key(node)).isPresent();
        } catch (UnreadableValueException e) {
            // a node with another key or version wrote it just now
            return true;
        }
    }

    /** Ends the lease for good, as this node stops. */
    public synchronized void end() {
        hasEnded = true;
        cluster.delete(key(name));
    }
}
