package dev.lmcp.auth.oauth;

import dev.lmcp.spi.Challenge;
import java.net.URI;
import java.util.List;

/**
 * The challenges of this resource (RFC 6750 §3, RFC 9728 §5.1). They contain no part of the request.
 *
 * @param metadata the URL of the protected resource metadata
 * @param scopes the scopes that a client should request, which may be none
 * @param describesErrors true if a challenge has an {@code error_description}; it always has the {@code error}
 */
record Challenges(URI metadata, List<String> scopes, boolean describesErrors) {

    private static final String BEARER = "Bearer";
    private static final String DPOP = "DPoP";

    Challenges {
        scopes = List.copyOf(scopes);
    }

    /** The challenge to which the server adds an error and the scopes of an operation. */
    Challenge base() {
        return Challenge.of(BEARER).with("resource_metadata", metadata.toString());
    }

    /** The challenge for a request without a token; it has no error (RFC 6750 §3.1). */
    Challenge missing(boolean isDpop) {
        return withResource(scheme(isDpop));
    }

    Challenge invalid(boolean isDpop) {
        return refused(isDpop, "invalid_token", "The access token is invalid");
    }

    Challenge expired(boolean isDpop) {
        return refused(isDpop, "invalid_token", "The access token expired");
    }

    /** The challenge for a valid token with an invalid proof (RFC 9449 §7.1). */
    Challenge badProof() {
        return refused(true, "invalid_dpop_proof", "The DPoP proof is missing or invalid");
    }

    private Challenge refused(boolean isDpop, String error, String description) {
        Challenge challenge = scheme(isDpop).with("error", error);
        return withResource(describesErrors ? challenge.with("error_description", description) : challenge);
    }

    private Challenge scheme(boolean isDpop) {
        return isDpop
                ? Challenge.of(DPOP).with("algs", String.join(" ", DpopVerifier.algorithmNames()))
                : Challenge.of(BEARER);
    }

    private Challenge withResource(Challenge challenge) {
        Challenge scoped = scopes.isEmpty() ? challenge : challenge.with("scope", String.join(" ", scopes));
        return scoped.with("resource_metadata", metadata.toString());
    }
}
