package dev.lmcp.auth.bearer;

import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import java.time.Instant;
import java.util.Optional;

/**
 * A valid token.
 *
 * @param name the name of its holder, for rules, logs and tools
 * @param digest the digest that is compared
 * @param scopes the scopes of its holder
 * @param expires when it expires; empty if it does not expire
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
