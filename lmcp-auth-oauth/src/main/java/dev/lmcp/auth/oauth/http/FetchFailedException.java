package dev.lmcp.auth.oauth.http;

/** A document or an answer that could not be had from an authorization server; the message is for the operator. */
public final class FetchFailedException extends Exception {

    private static final long serialVersionUID = 1;

    private final String explanation;
    private final boolean isTransient;

    public FetchFailedException(String explanation) {
        this(explanation, false);
    }

    /**
     * Creates the failure.
     *
     * @param isTransient whether it may be over already, as with a connection that was reset
     */
    FetchFailedException(String explanation, boolean isTransient) {
        super(explanation, null, false, false);
        this.explanation = explanation;
        this.isTransient = isTransient;
    }

    boolean isTransient() {
        return isTransient;
    }

    public String explanation() {
        return explanation;
    }
}
