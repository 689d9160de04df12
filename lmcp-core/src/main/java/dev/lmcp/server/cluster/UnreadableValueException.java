package dev.lmcp.server.cluster;

/**
 * Thrown for a value in the store that this node cannot read: none of its state keys opens the value, or the value has a
 * format of another version. It stays so until the operator changes that.
 */
public final class UnreadableValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableValueException(String message) {
        super(message);
    }
}
