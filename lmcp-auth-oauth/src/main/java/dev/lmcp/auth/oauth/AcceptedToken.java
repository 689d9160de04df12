package dev.lmcp.auth.oauth;

import dev.lmcp.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What is left of a token once it has been verified; the token itself is not kept.
 *
 * @param expires when it ends
 * @param boundKey the thumbprint of the key whose holder alone may use it
 * @param standing whether what made it good still holds, such as the key that signed it
 */
record AcceptedToken(
        Principal principal, Optional<Instant> expires, Optional<String> boundKey, BooleanSupplier standing) {

    AcceptedToken whileIt(BooleanSupplier stands) {
        return new AcceptedToken(principal, expires, boundKey, stands);
    }
}
