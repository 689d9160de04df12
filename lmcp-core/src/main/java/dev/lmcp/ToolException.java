package dev.lmcp;

import java.util.Objects;

/**
 * A failure of a tool whose message is for the model, which can mend its call or tell the person.
 *
 * <p>Any other exception of a handler is hidden: the model sees an incident number, and the log has the reason.
 */
public final class ToolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /** Creates a failure with a message for the model. */
    public ToolException(String message) {
        super(Objects.requireNonNull(message, "message"));
        this.reason = message;
    }

    /** Creates a failure with a message for the model and a cause for the log. */
    public ToolException(String message, Throwable cause) {
        super(Objects.requireNonNull(message, "message"), Objects.requireNonNull(cause, "cause"));
        this.reason = message;
    }

    /** Returns the message for the model. */
    public String reason() {
        return reason;
    }
}
