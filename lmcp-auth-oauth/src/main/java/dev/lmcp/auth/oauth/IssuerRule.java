package dev.lmcp.auth.oauth;

import java.util.Optional;
import java.util.Set;

/**
 * Which {@code iss} belongs to an issuer: one of the names it is known by, or the name that a template makes of the
 * tenant whom the token names.
 */
record IssuerRule(Set<String> accepted, Optional<TenantTemplate> template) {

    IssuerRule {
        accepted = Set.copyOf(accepted);
    }

    /** Whether the claims name this issuer; asked before the signature is known, to find whose keys to use. */
    boolean matches(Claims claims) {
        return claims.string("iss").filter(issuer -> accepts(issuer, claims)).isPresent();
    }

    /** The issuer that the claims name. */
    String check(Claims claims) {
        return claims.string("iss")
                .filter(issuer -> accepts(issuer, claims))
                .orElseThrow(() -> new InvalidTokenException(RefusalReason.ISSUER_UNKNOWN));
    }

    private boolean accepts(String issuer, Claims claims) {
        return accepted.contains(issuer)
                || template.filter(tenants -> tenants.accepts(issuer, claims)).isPresent();
    }
}
