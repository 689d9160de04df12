package dev.lmcp.auth.bearer;

import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import java.time.Instant;
import java.util.Optional;

/**
 * A token that opens the door.
 *
 * @param name whose it is, for rules, logs and tools
 * @param digest what is compared
 * @param scopes what its holder may do
 * @param expires when it ends, where it does
 */
record Token(String name, TokenDigest digest, Scopes scopes, Optional<Instant> expires) {

    boolean isExpired(Instant now) {
        return expires.filter(end -> !now.isBefore(end)).isPresent();
    }

    Principal principal() {
        Principal holder = Principal.of(BearerAuthProvider.NAME, name).withScopes(scopes);
        return expires.map(holder::withExpiry).orElse(holder);
    }
}
