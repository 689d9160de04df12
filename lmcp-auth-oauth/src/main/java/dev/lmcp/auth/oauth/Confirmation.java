package dev.lmcp.auth.oauth;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the {@code cnf} claim: the key that a token is bound to (RFC 7800). */
final class Confirmation {

    private Confirmation() {}

    /**
     * Returns the thumbprint of the DPoP key (RFC 9449 §6.1); empty if the token is not bound.
     *
     * <p>A token with another binding is refused. If it were accepted as a bearer token, a thief could use it.
     *
     * @throws InvalidTokenException if the token has another binding
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
