package dev.lmcp.auth.oauth;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the {@code cnf} claim: the key that a token is bound to (RFC 7800). */
final class Confirmation {

    /** Where an introspection response (RFC 7662 §2.2) and a JWT of Keycloak say that the token is bound. */
    private static final List<String> SAYS_DPOP = List.of("token_type", "typ");

    private Confirmation() {}

    /**
     * Returns the thumbprint of the DPoP key (RFC 9449 §6.1); empty if the token is not bound.
     *
     * <p>A token with another binding is refused. If it were accepted as a bearer token, a thief could use it.
     *
     * @throws InvalidTokenException if the token has another binding
     */
    static Optional<String> thumbprint(Claims claims) {
        Optional<String> thumbprint = claims.value("cnf").map(Confirmation::onlyThumbprint);
        if (thumbprint.isEmpty()) {
            SAYS_DPOP.forEach(name -> refuseDpop(name, claims));
        }
        return thumbprint;
    }

    private static String onlyThumbprint(JsonNode confirmation) {
        JsonNode thumbprint = confirmation.get("jkt");
        if (!confirmation.isObject() || confirmation.size() != 1 || thumbprint == null || !thumbprint.isString()) {
            throw new InvalidTokenException(
                    RefusalReason.BINDING_UNSUPPORTED,
                    () -> "'cnf' is " + Claims.shown(confirmation) + ", expected only a 'jkt' (RFC 9449);"
                            + " configure the issuer to bind tokens by DPoP, or not at all");
        }
        return thumbprint.stringValue();
    }

    private static void refuseDpop(String name, Claims claims) {
        boolean isDpop = claims.value(name)
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .filter("DPoP"::equalsIgnoreCase)
                .isPresent();
        if (isDpop) {
            throw new InvalidTokenException(
                    RefusalReason.BINDING_UNSUPPORTED,
                    () -> "'" + name + "' is DPoP and 'cnf' is absent, so the key of the token is not known;"
                            + " configure the issuer to send 'cnf' (RFC 9449 §6)");
        }
    }
}
