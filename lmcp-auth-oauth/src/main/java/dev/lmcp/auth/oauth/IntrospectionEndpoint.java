package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.FetchFailedException;
import java.util.Optional;

/** An issuer's introspection endpoint. Each call blocks. Safe for concurrent use. */
interface IntrospectionEndpoint {

    /**
     * Requests the claims of a token.
     *
     * @return the claims; empty if the token is not active
     * @throws FetchFailedException if the call fails, or if the response cannot be used
     */
    Optional<Claims> introspect(String token) throws FetchFailedException;
}
