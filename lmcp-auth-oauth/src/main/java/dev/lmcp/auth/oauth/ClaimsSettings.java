package dev.lmcp.auth.oauth;

import dev.lmcp.spi.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the rules for the claims of an issuer's tokens. */
final class ClaimsSettings {

    private static final String AUDIENCE = "aud";
    private static final List<String> SCOPE_CLAIMS = List.of("scope", "scp");
    private static final List<String> CLIENT_CLAIMS = List.of("client_id", "azp", "appid", "cid");

    private ClaimsSettings() {}

    static ClaimsPolicy read(Settings settings, CommonSettings common, IssuerRule issuer) {
        String audienceClaim = settings.text("audience-claim").orElse(AUDIENCE);
        List<String> prefixes = settings.list("scope-strip-prefix");
        boolean replacesAudience = !audienceClaim.equals(AUDIENCE);
        if (replacesAudience && prefixes.isEmpty()) {
            settings.problem(
                    "audience-claim",
                    "is '" + audienceClaim + "', which names a client and not a resource; expected"
                            + " 'scope-strip-prefix' too, so that the scopes name the resource");
        }
        return new ClaimsPolicy(
                issuer,
                new AudienceRule(audienceClaim, audiences(settings, common, replacesAudience)),
                settings.choice("typ", TypeRule.class, TypeRule.LAX),
                common.time(),
                settings.flag("id-token-guard", true),
                settings.list("required-claims").stream()
                        .map(RequiredClaim::parse)
                        .toList(),
                new ScopeClaims(orElse(settings.list("scope-claims"), SCOPE_CLAIMS), prefixes, replacesAudience),
                new PrincipalClaims(
                        settings.text("principal-claim").orElse("sub"),
                        orElse(settings.list("client-claims"), CLIENT_CLAIMS)));
    }

    private static Set<String> audiences(Settings settings, CommonSettings common, boolean replacesAudience) {
        Set<String> audiences = new LinkedHashSet<>(settings.list("audience"));
        audiences.addAll(settings.list("audiences"));
        if (audiences.isEmpty() && replacesAudience) {
            settings.problem(
                    "audiences", "is not set, but 'audience-claim' is; expected the ids of the accepted clients");
        }
        return audiences.isEmpty() ? common.audiences() : audiences;
    }

    private static List<String> orElse(List<String> configured, List<String> usual) {
        return configured.isEmpty() ? usual : configured;
    }
}
