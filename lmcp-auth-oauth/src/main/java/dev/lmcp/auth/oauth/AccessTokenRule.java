package dev.lmcp.auth.oauth;

import java.util.List;
import java.util.Set;

/** Refuses the other tokens that an issuer signs with the keys of its access tokens (RFC 8725 §3.12). */
final class AccessTokenRule {

    /** Only ID tokens, logout tokens and security event tokens have these claims. */
    private static final List<String> OTHER_TOKEN_CLAIMS = List.of("nonce", "at_hash", "c_hash", "s_hash", "events");

    /** The values of Keycloak's {@code typ} claim for tokens that are not access tokens. */
    private static final Set<String> OTHER_TOKEN_TYPES = Set.of("ID", "Refresh", "Offline", "Logout");

    /** The values of {@code token_use} for access tokens, of Cognito and of Hydra. */
    private static final Set<String> ACCESS_TOKEN_USES = Set.of("access", "access_token");

    private AccessTokenRule() {}

    static void check(Claims claims) {
        for (String name : OTHER_TOKEN_CLAIMS) {
            refuseIf(claims.has(name), name, claims);
        }
        refuseIf(claims.string("typ").filter(OTHER_TOKEN_TYPES::contains).isPresent(), "typ", claims);
        refuseIf(
                claims.string("token_use")
                        .filter(use -> !ACCESS_TOKEN_USES.contains(use))
                        .isPresent(),
                "token_use",
                claims);
    }

    private static void refuseIf(boolean isOtherToken, String name, Claims claims) {
        if (isOtherToken) {
            throw new InvalidTokenException(
                    RefusalReason.NOT_AN_ACCESS_TOKEN,
                    () -> "'" + name + "' is " + claims.shown(name)
                            + ", as in an ID token or another token that is no access token; let the client send its"
                            + " access token, or set 'reject-id-tokens=false' if the issuer's access tokens have the claim");
        }
    }
}
