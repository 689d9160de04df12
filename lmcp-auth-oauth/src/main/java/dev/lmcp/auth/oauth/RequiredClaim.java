package dev.lmcp.auth.oauth;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A claim that a token must have.
 *
 * @param path the name of the claim, or a path, as of {@link Claims#at}
 * @param value the value that the claim must have, or that one entry of a list must have
 */
record RequiredClaim(String path, Optional<String> value) {

    /** Reads {@code name} or {@code name=value}. */
    static RequiredClaim parse(String text) {
        int equals = text.indexOf('=');
        return equals < 0
                ? new RequiredClaim(text, Optional.empty())
                : new RequiredClaim(text.substring(0, equals), Optional.of(text.substring(equals + 1)));
    }

    void check(Claims claims) {
        JsonNode found = claims.at(path)
                .filter(node -> !node.isNull())
                .orElseThrow(() -> new InvalidTokenException(
                        RefusalReason.CLAIM_MISSING,
                        () -> "'" + path + "' is absent, but 'required-claims' has '" + setting()
                                + "'; configure the issuer to put the claim into access tokens"));
        if (value.isPresent() && !matches(found, value.get())) {
            throw new InvalidTokenException(
                    RefusalReason.CLAIM_MISMATCH,
                    () -> "'" + path + "' is " + Claims.shown(found) + ", expected '" + value.get()
                            + "', because 'required-claims' has '" + setting() + "'");
        }
    }

    private String setting() {
        return value.map(wanted -> path + "=" + wanted).orElse(path);
    }

    private static boolean matches(JsonNode found, String wanted) {
        if (found.isArray()) {
            return found.valueStream().anyMatch(entry -> !entry.isContainer() && matches(entry, wanted));
        }
        return !found.isContainer() && found.asString().equals(wanted);
    }
}
