package dev.lmcp.auth.oauth;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The key to which a token is bound (RFC 7800): the {@code cnf} claim. */
final class Confirmation {

    private Confirmation() {}

    /**
     * The thumbprint of the DPoP key (RFC 9449 §6.1), or nothing where the token is a plain bearer token.
     *
     * <p>A token that is bound in any other way is refused: taken as a bearer token it would be worth more to a thief
     * than its issuer meant.
     */
    static Optional<String> thumbprint(Claims claims) {
        return claims.value("cnf").map(Confirmation::onlyThumbprint);
    }

    private static String onlyThumbprint(JsonNode confirmation) {
        JsonNode thumbprint = confirmation.get("jkt");
        if (!confirmation.isObject() || confirmation.size() != 1 || thumbprint == null || !thumbprint.isString()) {
            throw new InvalidTokenException(RefusalReason.BINDING_UNSUPPORTED);
        }
        return thumbprint.stringValue();
    }
}
