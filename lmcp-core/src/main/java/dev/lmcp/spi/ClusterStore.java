package dev.lmcp.spi;

import java.time.Duration;
import java.util.Optional;

/**
 * Keeps values until they expire, for all nodes.
 *
 * <p>A key has 1 to 200 characters of visible ASCII. A value has at most {@value #MAX_VALUE_SIZE} bytes. A value that was
 * written is seen by each later read on any node, until it is deleted or expires. The engine may lose values if it fails.
 *
 * <p>Each method throws {@link ClusterUnavailableException} if the engine does not answer within some seconds. The change
 * may then have happened or not. Implemented by plugins. Safe for concurrent use.
 */
public interface ClusterStore {

    /** The maximum size of a value, in bytes. */
    int MAX_VALUE_SIZE = 16 * 1024 * 1024;

    /** Returns the value of a key, if it has not expired. */
    Optional<byte[]> read(String key);

    /**
     * Sets the value of a key, whether or not it has one.
     *
     * @param ttl the time until the value expires; at least 1 ms
     */
    void write(String key, byte[] value, Duration ttl);

    /**
     * Sets the value of a key that has none. Returns false, and changes nothing, if it has one.
     *
     * @param ttl the time until the value expires; at least 1 ms
     */
    boolean create(String key, byte[] value, Duration ttl);

    /**
     * Replaces the value of a key in one step. Returns false, and changes nothing, if the value is not {@code expected}.
     *
     * @param ttl the time until the new value expires; at least 1 ms
     */
    boolean replace(String key, byte[] expected, byte[] value, Duration ttl);

    /** Deletes the value of a key, if it has one. */
    void delete(String key);
}
