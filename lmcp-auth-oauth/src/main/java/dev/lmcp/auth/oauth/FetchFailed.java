package dev.lmcp.auth.oauth;

/** A document or an answer that could not be had from an authorization server; the message is for the operator. */
final class FetchFailed extends Exception {

    private static final long serialVersionUID = 1;

    private final String explanation;

    FetchFailed(String explanation) {
        super(explanation, null, false, false);
        this.explanation = explanation;
    }

    String explanation() {
        return explanation;
    }
}
