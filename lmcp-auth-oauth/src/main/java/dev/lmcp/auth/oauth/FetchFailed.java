package dev.lmcp.auth.oauth;

/** A document or an answer that could not be had from an authorization server; the message is for the operator. */
final class FetchFailed extends Exception {

    private static final long serialVersionUID = 1;

    private final String explanation;
    private final boolean passing;

    FetchFailed(String explanation) {
        this(explanation, false);
    }

    /**
     * Creates the failure.
     *
     * @param passing whether it may be over already, as with a connection that was reset
     */
    FetchFailed(String explanation, boolean passing) {
        super(explanation, null, false, false);
        this.explanation = explanation;
        this.passing = passing;
    }

    boolean isPassing() {
        return passing;
    }

    String explanation() {
        return explanation;
    }
}
