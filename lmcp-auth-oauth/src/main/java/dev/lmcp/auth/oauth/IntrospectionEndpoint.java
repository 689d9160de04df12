package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.FetchFailedException;
import java.util.Optional;

/** Asks about one token. Blocks; safe for concurrent use. */
interface IntrospectionEndpoint {

    /** What the issuer says about an active token; nothing if it is not active. */
    Optional<Claims> introspect(String token) throws FetchFailedException;
}
