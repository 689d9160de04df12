package dev.lmcp.auth.oauth;

import java.util.Collections;
import java.util.Set;

/**
 * The rule for the audience: one audience of the token must equal an accepted one, character for character.
 *
 * @param claim {@code aud}, or the claim with the client's id if the issuer sets no audience
 * @param accepted the accepted audiences
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
