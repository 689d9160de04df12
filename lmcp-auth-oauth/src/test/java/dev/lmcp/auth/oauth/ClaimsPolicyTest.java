package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lmcp.Scopes;
import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.spi.Settings;
import dev.lmcp.testkit.plugin.TestSettings;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClaimsPolicyTest {

    private static ClaimsPolicy policy(String... lines) {
        Settings settings = TestSettings.of(
                "lmcp.auth.oauth.",
                "resource = " + TestIssuer.AUDIENCE + "\nissuer = " + TestIssuer.URL,
                String.join("\n", lines));
        CommonSettings common = CommonSettings.read(settings);
        OutboundPolicy outboundPolicy = new OutboundPolicy(Set.of(), Set.of());
        return IssuerSettings.read("default", settings, common, outboundPolicy)
                .orElseThrow()
                .policy();
    }

    private static VerifiedToken check(ClaimsPolicy policy, String type, String claims) {
        return policy.check(
                Optional.ofNullable(type), Claims.read(claims.getBytes(StandardCharsets.UTF_8)), TestIssuer.NOW);
    }

    private static RefusalReason refusal(ClaimsPolicy policy, String claims) {
        return refusal(policy, null, claims);
    }

    private static RefusalReason refusal(ClaimsPolicy policy, String type, String claims) {
        InvalidTokenException refused =
                catchThrowableOfType(InvalidTokenException.class, () -> check(policy, type, claims));
        return refused == null ? null : refused.reason();
    }

    private static Set<String> scopes(ClaimsPolicy policy, String claims) {
        return ((Scopes.Of) check(policy, null, claims).principal().scopes()).names();
    }

    @Test
    void strictTypeRequiresAtJwt() {
        ClaimsPolicy strict = policy("typ = strict");

        assertThat(refusal(strict, "at+jwt", TestIssuer.claims(""))).isNull();
        assertThat(refusal(strict, "application/AT+JWT", TestIssuer.claims(""))).isNull();
        assertThat(refusal(strict, "JWT", TestIssuer.claims(""))).isEqualTo(RefusalReason.TYPE_NOT_ACCEPTED);
        assertThat(refusal(strict, TestIssuer.claims(""))).isEqualTo(RefusalReason.TYPE_NOT_ACCEPTED);
    }

    @Test
    void acceptsTheExactAliasesOfTheResourceOnly() {
        ClaimsPolicy policy = policy("resource-aliases = https://mcp.example/mcp/, api://tools");

        assertThat(refusal(policy, TestIssuer.claims("").replace(TestIssuer.AUDIENCE, "api://tools")))
                .isNull();
        assertThat(refusal(policy, TestIssuer.claims("").replace(TestIssuer.AUDIENCE, TestIssuer.AUDIENCE + "/")))
                .isNull();
        assertThat(refusal(policy, TestIssuer.claims("").replace(TestIssuer.AUDIENCE, "api://tools/")))
                .isEqualTo(RefusalReason.AUDIENCE_MISMATCH);
        assertThat(refusal(policy("audiences = other"), TestIssuer.claims("")))
                .isEqualTo(RefusalReason.AUDIENCE_MISMATCH);
    }

    /** RFC 3986 §6.2.3: an empty path and a slash are equal, and clients send either. */
    @Test
    void takesAHostWithAndWithoutASlashForOneAudience() {
        for (String resource : List.of("https://mcp.example", "https://mcp.example/")) {
            ClaimsPolicy policy = policy("resource = " + resource);

            for (String audience : List.of("https://mcp.example", "https://mcp.example/")) {
                assertThat(refusal(policy, TestIssuer.claims("").replace(TestIssuer.AUDIENCE, audience)))
                        .as(resource + " " + audience)
                        .isNull();
            }
            for (String audience : List.of("https://mcp.example//", "https://MCP.example", "http://mcp.example/")) {
                assertThat(refusal(policy, TestIssuer.claims("").replace(TestIssuer.AUDIENCE, audience)))
                        .as(resource + " " + audience)
                        .isEqualTo(RefusalReason.AUDIENCE_MISMATCH);
            }
        }
    }

    @Test
    void checksTheRequiredClaims() {
        ClaimsPolicy policy = policy("required-claims = tid=1, realm.role=admin, groups=a, flag=true, n=1, present");
        String good =
                ",\"tid\":\"1\",\"realm\":{\"role\":\"admin\"},\"groups\":[\"b\",\"a\"],\"flag\":true,\"n\":1,\"present\":{}";

        assertThat(refusal(policy, TestIssuer.claims(good))).isNull();
        assertThat(refusal(policy, TestIssuer.claims(""))).isEqualTo(RefusalReason.CLAIM_MISSING);
        assertThat(refusal(policy, TestIssuer.claims(good.replace("\"present\":{}", "\"present\":null"))))
                .isEqualTo(RefusalReason.CLAIM_MISSING);
        for (String wrong : List.of("\"tid\":\"2\"", "\"tid\":[[\"1\"]]", "\"tid\":{\"1\":1}")) {
            assertThat(refusal(policy, TestIssuer.claims(good.replace("\"tid\":\"1\"", wrong))))
                    .as(wrong)
                    .isEqualTo(RefusalReason.CLAIM_MISMATCH);
        }
    }

    @Test
    void limitsTheAgeOfATokenIfConfigured() {
        ClaimsPolicy policy = policy("max-token-age = 60s", "clock-skew = 5s");

        assertThat(refusal(policy, TestIssuer.claims("").replace("" + TestIssuer.at(-10), "" + TestIssuer.at(-64))))
                .isNull();
        assertThat(refusal(policy, TestIssuer.claims("").replace("" + TestIssuer.at(-10), "" + TestIssuer.at(-66))))
                .isEqualTo(RefusalReason.TOO_OLD);
        assertThat(refusal(policy, TestIssuer.claims("").replace("iat", "aat"))).isEqualTo(RefusalReason.CLAIM_MISSING);
    }

    @Test
    void refusesATokenOfAPersonThatHasNoSubject() {
        String claims = TestIssuer.claims(",\"azp\":\"app\"%s").replace("\"sub\":\"alice\",", "");

        for (String sign : List.of(
                "\"username\":\"alice\"",
                "\"preferred_username\":\"alice\"",
                "\"email\":\"alice@example.com\"",
                "\"user_id\":17",
                "\"auth_time\":1",
                "\"amr\":[\"pwd\"]",
                "\"sid\":\"s\"")) {
            assertThat(refusal(policy(), claims.formatted("," + sign))).as(sign).isEqualTo(RefusalReason.CLAIM_MISSING);
        }
        assertThat(check(policy("principal-claim = email"), null, claims.formatted(",\"email\":\"alice@example.com\""))
                        .principal()
                        .subject())
                .isEqualTo("alice@example.com");
        assertThat(check(policy("principal-claim = azp"), null, claims.formatted(",\"username\":\"alice\""))
                        .principal()
                        .subject())
                .isEqualTo("app");
    }

    @Test
    void takesATokenThatAClientGotForItselfForTheClients() {
        String claims = TestIssuer.claims(",\"azp\":\"app\"%s").replace("\"sub\":\"alice\",", "");

        for (String sign : List.of(
                "",
                ",\"username\":null,\"email\":\"\"",
                ",\"username\":\"app\"",
                ",\"preferred_username\":\"service-account-app\"",
                ",\"gty\":\"client-credentials\",\"name\":\"Our app\"",
                ",\"grant_type\":\"client_credentials\"",
                ",\"aut\":\"APPLICATION\",\"username\":\"owner\"")) {
            assertThat(check(policy(), null, claims.formatted(sign)).principal().subject())
                    .as(sign)
                    .isEqualTo("app");
        }
        for (String person : List.of(
                ",\"gty\":\"password\",\"username\":\"alice\"",
                ",\"aut\":\"APPLICATION_USER\",\"username\":\"alice\"")) {
            assertThat(refusal(policy(), claims.formatted(person))).isEqualTo(RefusalReason.CLAIM_MISSING);
        }
    }

    @Test
    void usesTheClientAsSubjectIfTheTokenHasNone() {
        String claims = TestIssuer.claims(",\"azp\":\"app\"").replace("\"sub\":\"alice\",", "");

        assertThat(check(policy(), null, claims).principal().subject()).isEqualTo("app");
        assertThat(refusal(policy("principal-claim = oid"), claims)).isEqualTo(RefusalReason.CLAIM_MISSING);
        assertThat(refusal(policy(), claims.replace("azp", "xyz"))).isEqualTo(RefusalReason.CLAIM_MISSING);
        assertThat(refusal(policy(), TestIssuer.claims("").replace("\"alice\"", "\"\"")))
                .isEqualTo(RefusalReason.CLAIM_MISSING);
        assertThat(refusal(policy(), TestIssuer.claims("").replace("\"alice\"", "1")))
                .isEqualTo(RefusalReason.MALFORMED_CLAIMS);
    }

    @Test
    void readsScopesFromStringsListsObjectsAndPaths() {
        String claims = TestIssuer.claims(
                ",\"scp\":[\"a b\"],\"realm_access\":{\"roles\":[\"r\"]},\"https://x.example/s\":\"s\","
                        + "\"map\":{\"m\":{}}");

        assertThat(scopes(policy(), claims)).containsExactly("tools.call", "a b");
        assertThat(scopes(policy("scope-claims = realm_access.roles, https://x.example/s, map"), claims))
                .containsExactly("r", "s", "m");
        assertThat(scopes(policy("scope-claims = absent"), claims)).isEmpty();
        assertThat(refusal(policy(), TestIssuer.claims(",\"scp\":1"))).isEqualTo(RefusalReason.MALFORMED_CLAIMS);
        assertThat(refusal(policy(), TestIssuer.claims(",\"scp\":[\"a\",1]")))
                .isEqualTo(RefusalReason.MALFORMED_CLAIMS);
    }

    /** A token may say by an object that a scope is not granted, and only the operator knows which claims have roles. */
    @Test
    void takesNoScopeFromAnObjectThatTheOperatorDidNotNameForRoles() {
        for (String claim : List.of("scope", "scp")) {
            String claims = TestIssuer.claims(",\"" + claim + "\":{\"admin\":false,\"tools.call\":true}")
                    .replace(",\"scope\":\"tools.call\"", "");

            assertThat(scopes(policy(), claims)).as(claim).isEmpty();
            assertThat(scopes(policy("scope-claims = scope, scp, roles"), claims))
                    .isEmpty();
        }
        String roles = TestIssuer.claims(
                ",\"roles\":{\"admin\":{\"org\":\"1\"},\"reader\":{},\"on\":true,\"off\":false," + "\"none\":null}");
        assertThat(scopes(policy(), roles)).containsExactly("tools.call");
        assertThat(scopes(policy("scope-claims = scope, roles"), roles))
                .containsExactly("tools.call", "admin", "reader", "on");
        assertThat(refusal(policy("scope-claims = roles"), TestIssuer.claims(",\"roles\":[{\"admin\":false}]")))
                .isEqualTo(RefusalReason.MALFORMED_CLAIMS);
    }

    /** RFC 6901: a name may have dots, and {@code ~1} and {@code ~0} stand for a slash and a tilde. */
    @Test
    void readsAJsonPointerForNamesWithDots() {
        String claims =
                TestIssuer.claims(",\"resource_access\":{\"my.app\":{\"roles\":[\"r\"]},\"a/b~c\":{\"roles\":[\"s\"]}},"
                        + "\"/literal/name\":\"t\",\"groups\":[\"g\",\"h\"]");

        assertThat(scopes(policy("scope-claims = resource_access.my.app.roles"), claims))
                .isEmpty();
        assertThat(scopes(policy("scope-claims = /resource_access/my.app/roles"), claims))
                .containsExactly("r");
        assertThat(scopes(policy("scope-claims = /resource_access/a~1b~0c/roles, /literal/name, /groups/1"), claims))
                .containsExactly("s", "t", "h");
        assertThat(scopes(
                        policy("scope-claims = /resource_access/other/roles, /resource_access/my.app/roles/1, /"),
                        claims))
                .isEmpty();
        assertThat(refusal(policy("required-claims = /resource_access/my.app/roles=r"), claims))
                .isNull();
        assertThat(refusal(policy("required-claims = /resource_access/my.app/roles=x"), claims))
                .isEqualTo(RefusalReason.CLAIM_MISMATCH);
        assertThat(refusal(policy("required-claims = /resource_access/my.app/other"), claims))
                .isEqualTo(RefusalReason.CLAIM_MISSING);
    }

    @Test
    void stripsScopePrefixesAndKeepsOtherScopes() {
        assertThat(scopes(policy("scope-strip-prefix = tools."), TestIssuer.claims(",\"scp\":\"other tools.\"")))
                .containsExactly("call", "other", "tools.");
    }

    @Test
    void countsPrefixedScopesOnlyIfTheAudienceIsAClient() {
        ClaimsPolicy policy = policy("audience-claim = client_id", "audiences = app", "scope-strip-prefix = tools.");

        assertThat(scopes(policy, TestIssuer.claims(",\"client_id\":\"app\",\"scp\":\"admin\"")))
                .containsExactly("call");
        assertThat(refusal(policy, TestIssuer.claims(",\"client_id\":\"app\"").replace("tools.call", "admin")))
                .isEqualTo(RefusalReason.AUDIENCE_MISMATCH);
        assertThat(refusal(policy, TestIssuer.claims(",\"client_id\":\"other\"")))
                .isEqualTo(RefusalReason.AUDIENCE_MISMATCH);
    }

    @Test
    void acceptsTheConfiguredTenantsOfATemplateOnly() {
        String template = "tenant-issuer-template = https://login.example/{tenantid}/v2.0";
        String claims = TestIssuer.claims(",\"tid\":\"one\"").replace(TestIssuer.URL, "https://login.example/one/v2.0");

        assertThat(refusal(policy(template, "tenants = one"), claims)).isNull();
        assertThat(refusal(policy(template, "tenants = *"), claims)).isNull();
        assertThat(refusal(policy(template, "tenants = two"), claims)).isEqualTo(RefusalReason.ISSUER_UNKNOWN);
        assertThat(refusal(policy(template, "tenants = *"), claims.replace("\"tid\":\"one\"", "\"tid\":\"two\"")))
                .isEqualTo(RefusalReason.ISSUER_UNKNOWN);
        assertThat(refusal(policy(template, "tenants = *"), TestIssuer.claims("")))
                .isEqualTo(RefusalReason.ISSUER_UNKNOWN);
    }

    @Test
    void acceptsIdTokensIfTheGuardIsOff() {
        assertThat(refusal(policy(), TestIssuer.claims(",\"nonce\":\"n\"")))
                .isEqualTo(RefusalReason.NOT_AN_ACCESS_TOKEN);
        assertThat(refusal(policy("reject-id-tokens = false"), TestIssuer.claims(",\"nonce\":\"n\"")))
                .isNull();
    }

    @Test
    void readsFractionalTimesAndRefusesMilliseconds() {
        assertThat(refusal(policy(), TestIssuer.claims("").replace("" + TestIssuer.at(300), TestIssuer.at(300) + ".5")))
                .isNull();
        assertThat(refusal(
                        policy(), TestIssuer.claims("").replace("" + TestIssuer.at(300), TestIssuer.at(300) + "000")))
                .isEqualTo(RefusalReason.LIFETIME_TOO_LONG);
        assertThat(refusal(policy(), TestIssuer.claims("").replace("\"exp\"", "\"exq\"")))
                .isEqualTo(RefusalReason.EXPIRY_MISSING);
    }

    /** RFC 7519 §2: a NumericDate is a JSON number, and RFC 8259 §6 gives a number many spellings. */
    @Test
    void readsATimeByItsValue() {
        BigDecimal soon = BigDecimal.valueOf(TestIssuer.at(300));
        for (String spelling : List.of(
                soon.divide(BigDecimal.TEN.pow(9)) + "E9",
                soon.divide(BigDecimal.TEN.pow(9)) + "e+9",
                soon.multiply(BigDecimal.TEN.pow(6)) + "e-6",
                soon + ".0",
                soon + ".000000000000000000000000000000",
                new BigDecimal(soon.doubleValue() + 0.1).toString(),
                soon + "0".repeat(200) + "E-200")) {
            String claims = TestIssuer.claims("").replace(soon.toString(), spelling);

            assertThat(refusal(policy(), claims)).as(spelling).isNull();
            assertThat(check(policy(), null, claims).expires().orElseThrow().getEpochSecond())
                    .as(spelling)
                    .isEqualTo(TestIssuer.at(300));
        }
        for (String spelling : List.of("1.79584689E7", "1e-999999999", "0e999999999", "-0.0", "1E0", "-1.5")) {
            assertThat(refusal(policy(), TestIssuer.claims("").replace(soon.toString(), spelling)))
                    .as(spelling)
                    .isEqualTo(RefusalReason.EXPIRED);
        }
        for (String spelling : List.of("1.79584689E12", "1000000000000000")) {
            assertThat(refusal(policy(), TestIssuer.claims("").replace(soon.toString(), spelling)))
                    .as(spelling)
                    .isEqualTo(RefusalReason.LIFETIME_TOO_LONG);
        }
        for (String spelling : List.of("1e999999999", "-1e999999999", "1.1e15", "1" + "0".repeat(100))) {
            assertThat(refusal(policy(), TestIssuer.claims("").replace(soon.toString(), spelling)))
                    .as(spelling)
                    .isEqualTo(RefusalReason.MALFORMED_CLAIMS);
        }
    }

    @Test
    void neverPrintsClaims() {
        assertThat(Claims.read("{\"secret\":\"x\"}".getBytes(StandardCharsets.UTF_8)))
                .hasToString("Claims[redacted]");
    }
}
