package dev.lmcp.auth.oauth.http;

/** Thrown if a call to an issuer fails, or if the response cannot be used. The message is for the operator. */
public final class FetchFailedException extends Exception {

    private static final long serialVersionUID = 1;

    private final String explanation;
    private final boolean isTransient;

    /**
     * Creates a failure that a second call would not mend.
     *
     * @param explanation the message for the operator
     */
    public FetchFailedException(String explanation) {
        this(explanation, false);
    }

    /**
     * Creates a failure.
     *
     * @param isTransient true if a second call may succeed at once, as after a connection reset
     */
    FetchFailedException(String explanation, boolean isTransient) {
        super(explanation, null, false, false);
        this.explanation = explanation;
        this.isTransient = isTransient;
    }

    boolean isTransient() {
        return isTransient;
    }

    /** The message for the operator. */
    public String explanation() {
        return explanation;
    }
}
