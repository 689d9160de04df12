package dev.lmcp.server.cluster;

/**
 * Thrown for a value in the store that this node cannot read: none of its state keys opens the value, or the value has a
 * format of another version. It stays so until the operator changes that.
 */
public final class UnreadableValueException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates it with what was found and what was expected. */
    public UnreadableValueException(String message) {
        super(message);
    }

    /** Creates it for a value that was opened, and whose content this version does not know. */
    public UnreadableValueException(String message, Throwable cause) {
        super(message, cause);
    }
}
