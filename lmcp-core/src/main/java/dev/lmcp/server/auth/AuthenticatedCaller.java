package dev.lmcp.server.auth;

import dev.lmcp.Claims;
import dev.lmcp.Principal;
import dev.lmcp.spi.Challenge;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The caller of a request that passed authentication.
 *
 * @param principal the identity that the credential proved
 * @param stillValid returns false once the credential is no longer valid; polled while a stream is open
 * @param challenge the challenge to complete if scopes turn out to be missing
 * @param details the details of the request that a tool may read
 */
public record AuthenticatedCaller(
        Principal principal, BooleanSupplier stillValid, Optional<Challenge> challenge, RequestDetails details)
        implements AuthResult {

    /** Creates a caller without an HTTP request. */
    public AuthenticatedCaller(Principal principal, BooleanSupplier stillValid, Optional<Challenge> challenge) {
        this(principal, stillValid, challenge, RequestDetails.NONE);
    }

    /** Returns a copy for an open stream, without the data that only tools read. */
    public AuthenticatedCaller ofStream() {
        return new AuthenticatedCaller(principal.withClaims(Claims.none()), stillValid, challenge);
    }
}
