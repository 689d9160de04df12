package dev.lmcp.auth.oauth;

import java.util.Collections;
import java.util.Set;

/**
 * For whom a token must have been issued: one of its audiences equals one of ours, character for character.
 *
 * @param claim where the audience stands: {@code aud}, or a client's id with servers that issue no audience
 */
record AudienceRule(String claim, Set<String> accepted) {

    AudienceRule {
        accepted = Set.copyOf(accepted);
    }

    void check(Claims claims) {
        if (Collections.disjoint(claims.strings(claim), accepted)) {
            throw new InvalidTokenException(RefusalReason.AUDIENCE_MISMATCH);
        }
    }
}
