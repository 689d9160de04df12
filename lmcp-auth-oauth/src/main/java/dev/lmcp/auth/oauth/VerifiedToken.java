package dev.lmcp.auth.oauth;

import dev.lmcp.Principal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The result of a successful verification. It does not contain the token.
 *
 * @param principal the caller
 * @param expires the {@code exp} of the token
 * @param boundKeyThumbprint the thumbprint of the key that the token is bound to
 * @param stillValid returns false once the token is no longer valid, for example if its key was revoked
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
