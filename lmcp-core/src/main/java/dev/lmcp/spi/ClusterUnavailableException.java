package dev.lmcp.spi;

/** Thrown if the engine that connects the nodes does not answer. The caller may try again later. */
public final class ClusterUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates the exception with a message for the log: found, expected, what to do. */
    public ClusterUnavailableException(String message) {
        super(message);
    }

    /** Creates the exception with a message for the log, and its cause. */
    public ClusterUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
