package dev.lmcp.auth.oauth;

import java.util.Collections;
import java.util.Set;

/**
 * The rule for the audience: one audience of the token must equal an accepted one, character for character.
 *
 * @param claim {@code aud}, or the claim with the client's id if the issuer sets no audience
 * @param accepted the accepted audiences
 * @param setting the key of the setting that takes another audience
 */
record AudienceRule(String claim, Set<String> accepted, String setting) {

    AudienceRule {
        accepted = Set.copyOf(accepted);
    }

    void check(Claims claims) {
        if (Collections.disjoint(claims.strings(claim), accepted)) {
            throw new InvalidTokenException(RefusalReason.AUDIENCE_MISMATCH, () -> mismatch(claims));
        }
    }

    /** The most common fault in the setup of an authorization server: it does not know the resource. */
    private String mismatch(Claims claims) {
        return "'" + claim + "' is " + claims.shown(claim) + ", expected one of " + accepted
                + "; configure the issuer to issue tokens for this resource"
                + (claims.has(claim) ? ", or list the value in '" + setting + "'" : "");
    }
}
