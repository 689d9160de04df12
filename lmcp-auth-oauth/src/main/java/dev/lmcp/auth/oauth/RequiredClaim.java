package dev.lmcp.auth.oauth;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A claim that must be there, with this value where one is given; of a list, one entry must have it. */
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
                .orElseThrow(() -> new InvalidTokenException(RefusalReason.CLAIM_MISSING));
        if (value.isPresent() && !matches(found, value.get())) {
            throw new InvalidTokenException(RefusalReason.CLAIM_MISMATCH);
        }
    }

    private static boolean matches(JsonNode found, String wanted) {
        if (found.isArray()) {
            return found.valueStream().anyMatch(entry -> !entry.isContainer() && matches(entry, wanted));
        }
        return !found.isContainer() && found.asString().equals(wanted);
    }
}
