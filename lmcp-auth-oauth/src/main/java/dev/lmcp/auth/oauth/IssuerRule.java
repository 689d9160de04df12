package dev.lmcp.auth.oauth;

import java.util.Optional;
import java.util.Set;

/**
 * The rule for {@code iss}: it is an accepted name, or the name that the template gives for the token's tenant.
 *
 * @param accepted the accepted values of {@code iss}
 * @param template the template for an issuer with several tenants
 */
record IssuerRule(Set<String> accepted, Optional<TenantIssuerTemplate> template) {

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
                .orElseThrow(() -> unknown(claims, expected()));
    }

    /** The accepted names, for messages. */
    String expected() {
        return template.map(tenants -> "the accepted tenants of '" + tenants.template() + "'"
                        + (accepted.isEmpty() ? "" : " or one of " + accepted))
                .orElseGet(() -> "one of " + accepted);
    }

    /** The refusal of a token that names no accepted issuer. */
    static InvalidTokenException unknown(Claims claims, String expected) {
        return new InvalidTokenException(
                RefusalReason.ISSUER_UNKNOWN,
                () -> "'iss' is " + claims.shown("iss") + ", expected " + expected
                        + "; if it is the right issuer, set 'issuer' or 'accepted-issuers' to exactly this name");
    }

    private boolean accepts(String issuer, Claims claims) {
        return accepted.contains(issuer)
                || template.filter(tenants -> tenants.accepts(issuer, claims)).isPresent();
    }
}
