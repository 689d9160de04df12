package dev.lmcp.auth.oauth;

import dev.lmcp.spi.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the rules for the claims of an issuer's tokens. */
final class ClaimsSettings {

    private static final String AUDIENCE = "aud";
    private static final List<String> SCOPE_CLAIMS = List.of("scope", "scp");

    /** Rules for tokens whose default may accept other tokens than the operator meant. */
    private static final List<String> RULES = List.of(
            "audience",
            "audiences",
            "accepted-issuers",
            "tenants",
            "algorithms",
            "typ",
            "required-claims",
            "scope-claims",
            "principal-claim");

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
        RULES.forEach(key -> SettingRules.refuseEmpty(settings, key));
        List.of("audience", "audiences", "accepted-issuers").forEach(key -> SettingRules.refuseWildcard(settings, key));
        List<String> scopeClaims = settings.list("scope-claims");
        return new ClaimsPolicy(
                issuer,
                audience(settings, common, audienceClaim),
                settings.choice("typ", TypeRule.class, TypeRule.LAX),
                common.time(),
                settings.flag("reject-id-tokens", true),
                settings.list("required-claims").stream()
                        .map(RequiredClaim::parse)
                        .toList(),
                new ScopeClaims(orElse(scopeClaims, SCOPE_CLAIMS), roleClaims(scopeClaims), prefixes, replacesAudience),
                new PrincipalClaims(
                        settings.text("principal-claim").orElse("sub"),
                        orElse(settings.list("client-claims"), CLIENT_CLAIMS)));
    }

    private static AudienceRule audience(Settings settings, CommonSettings common, String claim) {
        Set<String> audiences = new LinkedHashSet<>(settings.list("audience"));
        audiences.addAll(settings.list("audiences"));
        boolean replacesAudience = !claim.equals(AUDIENCE);
        if (audiences.isEmpty() && replacesAudience) {
            settings.problem(
                    "audiences", "is not set, but 'audience-claim' is; expected the ids of the accepted clients");
        }
        return audiences.isEmpty()
                ? new AudienceRule(claim, common.audiences(), common.prefix() + "resource-aliases")
                : new AudienceRule(claim, audiences, settings.prefix() + "audiences");
    }

    /** The claims that the operator named; the standard ones have no roles. */
    private static Set<String> roleClaims(List<String> configured) {
        return configured.stream().filter(name -> !SCOPE_CLAIMS.contains(name)).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> orElse(List<String> configured, List<String> usual) {
        return configured.isEmpty() ? usual : configured;
    }
}
