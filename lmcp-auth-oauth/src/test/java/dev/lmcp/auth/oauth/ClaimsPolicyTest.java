package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lmcp.Scopes;
import dev.lmcp.auth.testkit.TestSettings;
import dev.lmcp.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimsPolicyTest {

    private static ClaimsPolicy policy(String... lines) {
        Settings settings = TestSettings.of(
                "lmcp.auth.oauth.",
                "resource = " + Mint.AUDIENCE + "\nissuer = " + Mint.ISSUER,
                String.join("\n", lines));
        CommonSettings common = CommonSettings.read(settings);
        OutboundGuard guard = new OutboundGuard(Set.of(), Set.of());
        return IssuerSettings.read("default", settings, common, guard)
                .orElseThrow()
                .policy();
    }

    private static AcceptedToken check(ClaimsPolicy policy, String type, String claims) {
        return policy.check(Optional.ofNullable(type), Claims.read(claims.getBytes(StandardCharsets.UTF_8)), Mint.NOW);
    }

    private static Reason refusal(ClaimsPolicy policy, String claims) {
        return refusal(policy, null, claims);
    }

    private static Reason refusal(ClaimsPolicy policy, String type, String claims) {
        InvalidToken refused = catchThrowableOfType(InvalidToken.class, () -> check(policy, type, claims));
        return refused == null ? null : refused.reason();
    }

    private static Set<String> scopes(ClaimsPolicy policy, String claims) {
        return ((Scopes.Of) check(policy, null, claims).principal().scopes()).names();
    }

    @Test
    void strictTypeWantsAnAccessTokenByName() {
        ClaimsPolicy strict = policy("typ = strict");

        assertThat(refusal(strict, "at+jwt", Mint.claims(""))).isNull();
        assertThat(refusal(strict, "application/AT+JWT", Mint.claims(""))).isNull();
        assertThat(refusal(strict, "JWT", Mint.claims(""))).isEqualTo(Reason.TYPE_NOT_ACCEPTED);
        assertThat(refusal(strict, Mint.claims(""))).isEqualTo(Reason.TYPE_NOT_ACCEPTED);
    }

    @Test
    void acceptsEveryAliasOfTheResourceAndNothingLikeIt() {
        ClaimsPolicy policy = policy("resource-aliases = https://mcp.example/mcp/, api://tools");

        assertThat(refusal(policy, Mint.claims("").replace(Mint.AUDIENCE, "api://tools")))
                .isNull();
        assertThat(refusal(policy, Mint.claims("").replace(Mint.AUDIENCE, Mint.AUDIENCE + "/")))
                .isNull();
        assertThat(refusal(policy, Mint.claims("").replace(Mint.AUDIENCE, "api://tools/")))
                .isEqualTo(Reason.AUDIENCE_MISMATCH);
        assertThat(refusal(policy("audience = other"), Mint.claims(""))).isEqualTo(Reason.AUDIENCE_MISMATCH);
    }

    @Test
    void wantsTheClaimsThatAreRequired() {
        ClaimsPolicy policy = policy("required-claims = tid=1, realm.role=admin, groups=a, flag=true, n=1, present");
        String good =
                ",\"tid\":\"1\",\"realm\":{\"role\":\"admin\"},\"groups\":[\"b\",\"a\"],\"flag\":true,\"n\":1,\"present\":{}";

        assertThat(refusal(policy, Mint.claims(good))).isNull();
        assertThat(refusal(policy, Mint.claims(""))).isEqualTo(Reason.CLAIM_MISSING);
        assertThat(refusal(policy, Mint.claims(good.replace("\"present\":{}", "\"present\":null"))))
                .isEqualTo(Reason.CLAIM_MISSING);
        for (String wrong : List.of("\"tid\":\"2\"", "\"tid\":[[\"1\"]]", "\"tid\":{\"1\":1}")) {
            assertThat(refusal(policy, Mint.claims(good.replace("\"tid\":\"1\"", wrong))))
                    .as(wrong)
                    .isEqualTo(Reason.CLAIM_MISMATCH);
        }
    }

    @Test
    void limitsTheAgeWhereThatIsConfigured() {
        ClaimsPolicy policy = policy("max-age = 60s", "clock-skew = 5s");

        assertThat(refusal(policy, Mint.claims("").replace("" + Mint.at(-10), "" + Mint.at(-64))))
                .isNull();
        assertThat(refusal(policy, Mint.claims("").replace("" + Mint.at(-10), "" + Mint.at(-66))))
                .isEqualTo(Reason.TOO_OLD);
        assertThat(refusal(policy, Mint.claims("").replace("iat", "aat"))).isEqualTo(Reason.CLAIM_MISSING);
    }

    @Test
    void takesTheClientForTheSubjectOfATokenWithoutOne() {
        String claims = Mint.claims(",\"azp\":\"app\"").replace("\"sub\":\"alice\",", "");

        assertThat(check(policy(), null, claims).principal().subject()).isEqualTo("app");
        assertThat(refusal(policy("principal-claim = oid"), claims)).isEqualTo(Reason.CLAIM_MISSING);
        assertThat(refusal(policy(), claims.replace("azp", "xyz"))).isEqualTo(Reason.CLAIM_MISSING);
        assertThat(refusal(policy(), Mint.claims("").replace("\"alice\"", "\"\"")))
                .isEqualTo(Reason.CLAIM_MISSING);
        assertThat(refusal(policy(), Mint.claims("").replace("\"alice\"", "1"))).isEqualTo(Reason.MALFORMED_CLAIMS);
    }

    @Test
    void readsScopesFromStringsListsObjectsAndPaths() {
        String claims =
                Mint.claims(",\"scp\":[\"a b\"],\"realm_access\":{\"roles\":[\"r\"]},\"https://x.example/s\":\"s\","
                        + "\"map\":{\"m\":{}}");

        assertThat(scopes(policy(), claims)).containsExactly("tools.call", "a b");
        assertThat(scopes(policy("scope-claims = realm_access.roles, https://x.example/s, map"), claims))
                .containsExactly("r", "s", "m");
        assertThat(scopes(policy("scope-claims = absent"), claims)).isEmpty();
        assertThat(refusal(policy(), Mint.claims(",\"scp\":1"))).isEqualTo(Reason.MALFORMED_CLAIMS);
        assertThat(refusal(policy(), Mint.claims(",\"scp\":[\"a\",1]"))).isEqualTo(Reason.MALFORMED_CLAIMS);
    }

    @Test
    void takesPrefixesOffAndKeepsTheOthers() {
        assertThat(scopes(policy("scope-strip-prefix = tools."), Mint.claims(",\"scp\":\"other tools.\"")))
                .containsExactly("call", "other", "tools.");
    }

    @Test
    void keepsToThePrefixWhereTheAudienceIsAClient() {
        ClaimsPolicy policy = policy("audience-claim = client_id", "audiences = app", "scope-strip-prefix = tools.");

        assertThat(scopes(policy, Mint.claims(",\"client_id\":\"app\",\"scp\":\"admin\"")))
                .containsExactly("call");
        assertThat(refusal(policy, Mint.claims(",\"client_id\":\"app\"").replace("tools.call", "admin")))
                .isEqualTo(Reason.AUDIENCE_MISMATCH);
        assertThat(refusal(policy, Mint.claims(",\"client_id\":\"other\""))).isEqualTo(Reason.AUDIENCE_MISMATCH);
    }

    @Test
    void knowsTheTenantsOfATemplateAndNoOthers() {
        String template = "tenant-template = https://login.example/{tenantid}/v2.0";
        String claims = Mint.claims(",\"tid\":\"one\"").replace(Mint.ISSUER, "https://login.example/one/v2.0");

        assertThat(refusal(policy(template, "tenants = one"), claims)).isNull();
        assertThat(refusal(policy(template, "tenants = *"), claims)).isNull();
        assertThat(refusal(policy(template, "tenants = two"), claims)).isEqualTo(Reason.ISSUER_UNKNOWN);
        assertThat(refusal(policy(template, "tenants = *"), claims.replace("\"tid\":\"one\"", "\"tid\":\"two\"")))
                .isEqualTo(Reason.ISSUER_UNKNOWN);
        assertThat(refusal(policy(template, "tenants = *"), Mint.claims(""))).isEqualTo(Reason.ISSUER_UNKNOWN);
    }

    @Test
    void leavesTheGuardOutWhereThatIsConfigured() {
        assertThat(refusal(policy(), Mint.claims(",\"nonce\":\"n\""))).isEqualTo(Reason.NOT_AN_ACCESS_TOKEN);
        assertThat(refusal(policy("id-token-guard = false"), Mint.claims(",\"nonce\":\"n\"")))
                .isNull();
    }

    @Test
    void readsTimesWithAFractionAndRefusesThoseInMilliseconds() {
        assertThat(refusal(policy(), Mint.claims("").replace("" + Mint.at(300), Mint.at(300) + ".5")))
                .isNull();
        assertThat(refusal(policy(), Mint.claims("").replace("" + Mint.at(300), Mint.at(300) + "000")))
                .isEqualTo(Reason.LIFETIME_TOO_LONG);
        assertThat(refusal(policy(), Mint.claims("").replace("\"exp\"", "\"exq\"")))
                .isEqualTo(Reason.EXPIRY_MISSING);
    }

    @Test
    void neverPrintsClaims() {
        assertThat(Claims.read("{\"secret\":\"x\"}".getBytes(StandardCharsets.UTF_8)))
                .hasToString("Claims[redacted]");
    }
}
