package dev.lmcp;

/**
 * A tool's failure whose message is meant for the model.
 *
 * <p>Any other exception of a handler reaches the caller as a failure without its text, which goes to the log.
 */
public final class ToolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /** Creates a failure with a message for the model. */
    public ToolException(String message) {
        super(message);
        this.reason = message;
    }

    /** Creates a failure with a message for the model and a cause for the log. */
    public ToolException(String message, Throwable cause) {
        super(message, cause);
        this.reason = message;
    }

    /** Returns the message for the model. */
    public String reason() {
        return reason;
    }
}
