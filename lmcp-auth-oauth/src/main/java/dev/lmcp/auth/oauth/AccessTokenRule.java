package dev.lmcp.auth.oauth;

import java.util.List;
import java.util.Set;

/** Tells access tokens from the other tokens that the same issuer signs with the same keys (RFC 8725 §3.12). */
final class AccessTokenRule {

    /** The claims that only ID tokens, logout tokens and security events have. */
    private static final List<String> OTHER_TOKEN_CLAIMS = List.of("nonce", "at_hash", "c_hash", "s_hash", "events");

    /** Keycloak's own type claim of tokens that are no access tokens. */
    private static final Set<String> OTHER_TYPES = Set.of("ID", "Refresh", "Offline", "Logout");

    /** Cognito's {@code token_use} of access tokens, and Hydra's. */
    private static final Set<String> ACCESS = Set.of("access", "access_token");

    private AccessTokenRule() {}

    static void check(Claims claims) {
        for (String name : OTHER_TOKEN_CLAIMS) {
            refuseIf(claims.has(name));
        }
        refuseIf(claims.string("typ").filter(OTHER_TYPES::contains).isPresent());
        refuseIf(claims.string("token_use").filter(use -> !ACCESS.contains(use)).isPresent());
    }

    private static void refuseIf(boolean foreign) {
        if (foreign) {
            throw new InvalidTokenException(RefusalReason.NOT_AN_ACCESS_TOKEN);
        }
    }
}
