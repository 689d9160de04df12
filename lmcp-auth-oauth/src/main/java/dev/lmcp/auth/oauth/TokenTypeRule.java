package dev.lmcp.auth.oauth;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The rule for the {@code token_type} of an introspection response (RFC 7662 §2.2): a token of another type is never used
 * as a bearer token.
 */
final class TokenTypeRule {

    /** The types by RFC 6749 §7.1 and RFC 9449 §5, and the name that some issuers send for a bearer token. */
    private static final Set<String> ACCEPTED = Set.of("bearer", "dpop", "access_token");

    private TokenTypeRule() {}

    /**
     * Checks the type; {@link Confirmation} checks that a token of type DPoP is bound.
     *
     * @throws InvalidTokenException if the type is not accepted
     */
    static void check(Claims claims) {
        Optional<JsonNode> type = claims.value("token_type").filter(value -> !value.isNull());
        boolean isAccepted = type.filter(value -> !value.isString() || !ACCEPTED.contains(lowerCase(value)))
                .isEmpty();
        if (!isAccepted) {
            throw new InvalidTokenException(
                    RefusalReason.TYPE_NOT_ACCEPTED,
                    () -> "'token_type' is " + claims.shown("token_type")
                            + " in the introspection response, expected 'Bearer' or 'DPoP'; let the client send its"
                            + " access token");
        }
    }

    private static String lowerCase(JsonNode value) {
        return value.stringValue().toLowerCase(java.util.Locale.ROOT);
    }
}
