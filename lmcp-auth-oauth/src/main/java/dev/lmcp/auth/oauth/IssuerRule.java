package dev.lmcp.auth.oauth;

import java.util.Optional;
import java.util.Set;

/**
 * The rule for {@code iss}: it is an accepted name, or the name that the template gives for the token's tenant.
 *
 * @param accepted the accepted values of {@code iss}
 * @param template the template for an issuer with several tenants
 */
record IssuerRule(Set<String> accepted, Optional<TenantTemplate> template) {

    IssuerRule {
        accepted = Set.copyOf(accepted);
    }

    /** Tells whether the claims name this issuer. This selects the keys, before the signature is verified. */
    boolean matches(Claims claims) {
        return claims.string("iss").filter(issuer -> accepts(issuer, claims)).isPresent();
    }

    /**
     * Returns the {@code iss}.
     *
     * @throws InvalidTokenException if the rule does not accept it
     */
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
