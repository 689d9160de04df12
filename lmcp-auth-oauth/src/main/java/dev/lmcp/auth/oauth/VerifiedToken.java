package dev.lmcp.auth.oauth;

import dev.lmcp.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What is left of a token once it has been verified; the token itself is not kept.
 *
 * @param expires when it ends
 * @param boundKeyThumbprint the thumbprint of the key whose holder alone may use it
 * @param stillValid whether what made it good still holds, such as the key that signed it
 */
record VerifiedToken(
        Principal principal,
        Optional<Instant> expires,
        Optional<String> boundKeyThumbprint,
        BooleanSupplier stillValid) {

    VerifiedToken validWhile(BooleanSupplier stillValid) {
        return new VerifiedToken(principal, expires, boundKeyThumbprint, stillValid);
    }
}
