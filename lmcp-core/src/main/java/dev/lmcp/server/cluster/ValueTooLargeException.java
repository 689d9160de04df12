package dev.lmcp.server.cluster;

import dev.lmcp.spi.ClusterStore;

/** Thrown if a value is too large for the store. */
public final class ValueTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ValueTooLargeException(int bytes) {
        super("a value has " + bytes + " bytes; expected at most " + ClusterStore.MAX_VALUE_SIZE);
    }
}
