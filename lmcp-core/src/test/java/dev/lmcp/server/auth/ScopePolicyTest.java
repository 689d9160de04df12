package dev.lmcp.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import dev.lmcp.server.start.TestSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopePolicyTest {

    private static ScopePolicy policy(Map<String, String> keys) {
        TestSettings settings = new TestSettings("lmcp.scopes.", keys);
        ScopePolicy policy = new ScopePolicy(ScopeRules.read(settings.slice()));
        assertThat(settings.problems()).isEmpty();
        return policy;
    }

    private static Principal holding(String... scopes) {
        return Principal.named("alice").withScopes(Scopes.of(Arrays.asList(scopes)));
    }

    private static Optional<Target> tool(String name, String... declared) {
        return Optional.of(new Target(Target.Kind.TOOL, name, Set.of(declared)));
    }

    private static Optional<Target> resource(String uri) {
        return Optional.of(new Target(Target.Kind.RESOURCE, uri, Set.of()));
    }

    private static List<String> demanded(Optional<ScopeDemand> demand) {
        return demand.orElseThrow().scopes();
    }

    @Nested
    class WithoutRules {

        private final ScopePolicy policy = policy(Map.of());

        @Test
        void requiresNoScope() {
            assertThat(policy.missingForAnyRequest(holding())).isEmpty();
            assertThat(policy.missingFor(holding(), "tools/call", tool("x"))).isEmpty();
            assertThat(policy.required()).isEmpty();
            assertThat(policy.supported()).isEmpty();
        }

        @Test
        void requiresEveryScopeThatAToolDeclares() {
            assertThat(demanded(policy.missingFor(holding("a"), "tools/call", tool("x", "a", "b"))))
                    .containsExactlyInAnyOrder("a", "b");
            assertThat(policy.missingFor(holding("a", "b"), "tools/call", tool("x", "a", "b")))
                    .isEmpty();
        }
    }

    @Nested
    class ServerWide {

        private final ScopePolicy policy = policy(Map.of("required", "read, write|admin"));

        @ParameterizedTest
        @CsvSource({"read write,true", "admin read,true", "read,false", "write admin,false", "READ write,false"})
        void requiresAllTermsAndOneAlternativeOfEach(String held, boolean enough) {
            assertThat(policy.missingForAnyRequest(holding(held.split(" "))).isEmpty())
                    .isEqualTo(enough);
        }

        @Test
        void isSatisfiedByEveryScopeAndNotByNone() {
            assertThat(policy.missingForAnyRequest(holding().withScopes(Scopes.all())))
                    .isEmpty();
            assertThat(policy.missingForAnyRequest(holding())).isPresent();
        }

        @Test
        void demandsAllTermsAtOnceWithTheAlternativeThatThePrincipalHas() {
            assertThat(demanded(policy.missingForAnyRequest(holding()))).containsExactly("read", "write");
            assertThat(demanded(policy.missingForAnyRequest(holding("admin")))).containsExactly("read", "admin");
        }

        @Test
        void isRequiredForEveryOperation() {
            assertThat(demanded(policy.missingFor(holding("read"), "ping", Optional.empty())))
                    .containsExactly("read", "write");
        }

        @Test
        void isAdvertisedUnlessOtherScopesAre() {
            assertThat(policy.required()).containsExactly("read", "write");
            assertThat(policy.supported()).containsExactly("read", "write");
            assertThat(policy(Map.of("required", "read", "supported", "read x.y"))
                            .supported())
                    .containsExactly("read", "x.y");
        }
    }

    @Nested
    class ByMethodAndTarget {

        private final ScopePolicy policy = policy(Map.of(
                "required", "mcp",
                "method.tools/call", "call",
                "method.tools/*", "tools",
                "tool.db_*", "db",
                "tool.db_drop*", "db admin",
                "tool.db_dropall", "root",
                "resource.app://secret/*", "secret",
                "prompt.x", "p"));

        @ParameterizedTest
        @CsvSource({
            "tools/call,other,mcp call",
            "tools/list,,mcp tools",
            "ping,,mcp",
            "tools/call,db_read,mcp db",
            "tools/call,db_drop_x,mcp db admin",
            "tools/call,db_dropall,mcp root"
        })
        void theMostSpecificRuleCounts(String method, String tool, String needed) {
            Optional<Target> target = tool == null ? Optional.empty() : tool(tool);

            assertThat(demanded(policy.missingFor(holding(), method, target))).containsExactly(needed.split(" "));
            assertThat(policy.missingFor(holding(needed.split(" ")), method, target))
                    .isEmpty();
        }

        @Test
        void declaredScopesAddToTheRuleOfTheTool() {
            assertThat(demanded(policy.missingFor(holding(), "tools/call", tool("db_read", "own"))))
                    .containsExactly("mcp", "db", "own");
        }

        @Test
        void kindsDoNotShareRules() {
            assertThat(policy.missingFor(holding("mcp"), "resources/read", resource("db_read")))
                    .isEmpty();
            assertThat(policy.missingFor(holding("mcp"), "prompts/get", tool("x")))
                    .isEmpty();
        }

        @Test
        void equallySpecificRulesAddUp() {
            ScopePolicy tied = policy(Map.of("tool.ab*", "one", "tool.*bc", "two"));

            assertThat(demanded(tied.missingFor(holding("one"), "tools/call", tool("abc"))))
                    .containsExactlyInAnyOrder("one", "two");
        }

        @ParameterizedTest
        @CsvSource({
            "app://secret/x",
            "app://secret/",
            "APP://secret/x",
            "app://SECRET/x",
            "App://%53ecret/x",
            "app://%73ecret/x",
            "app://secret%2Fx",
            "app://public/%2e%2e/../secret/x",
            "app://public/../secret/x",
            "app://./secret/./x",
            "app://public//../secret/x",
            "app://public/%2F../secret/x",
            "app://public/..\\secret/x",
            "app://public/..%5Csecret%5Cx"
        })
        void aResourceRuleHoldsForEverySpellingOfTheUri(String uri) {
            assertThat(demanded(policy.missingFor(holding("mcp"), "resources/read", resource(uri))))
                    .containsExactly("mcp", "secret");
        }

        @ParameterizedTest
        @CsvSource({
            "docs://caf%C3%A9/*, docs://café/a.txt",
            "docs://café/*, docs://caf%C3%A9/a.txt",
            "docs://caf%c3%a9/*, DOCS://caf%C3%A9/a.txt",
            "Docs://Team/*, docs://team/a.txt",
            "docs://team/%7euser/*, docs://TEAM/~user/a.txt"
        })
        void aResourceRuleMayBeWrittenInAnySpelling(String pattern, String uri) {
            ScopePolicy spelled = policy(Map.of("resource." + pattern, "team", "deny-unlisted", "true"));

            assertThat(demanded(spelled.missingFor(holding(), "resources/read", resource(uri))))
                    .containsExactly("team");
            assertThat(spelled.missingFor(holding("team"), "resources/read", resource(uri)))
                    .isEmpty();
        }

        @Test
        void aResourceRuleWithoutASchemeHoldsForAHostInAnyCase() {
            ScopePolicy named = policy(Map.of("resource.*SECRET*", "s"));

            for (String uri : List.of("app://SECRET/x", "app://secret/x", "app://%73ecret/x")) {
                assertThat(demanded(named.missingFor(holding(), "resources/read", resource(uri))))
                        .as(uri)
                        .containsExactly("s");
            }
        }

        @Test
        void aResourceRuleHoldsForTheUriAsAFilePath() {
            ScopePolicy files = policy(Map.of("resource.app://files/deep/*", "deep"));

            assertThat(demanded(files.missingFor(holding(), "resources/read", resource("app://files//deep/x"))))
                    .containsExactly("deep");
            assertThat(files.missingFor(holding(), "resources/read", resource("app://files/x")))
                    .isEmpty();
        }

        @Test
        void aPatternMatchesInBoundedTime() {
            ScopePolicy nested = policy(Map.of("resource.a*a*a*a*a*a*a*a*b", "s"));
            Optional<Target> target = resource("a:" + "a".repeat(200_000));

            assertThat(nested.missingFor(holding(), "resources/read", target)).isEmpty();
        }
    }

    @Nested
    class Hierarchies {

        private final ScopePolicy policy = policy(Map.of(
                "implies.root", "admin", "implies.admin", "read write", "implies.write", "admin", "required", "read"));

        @Test
        void holdAcrossSeveralStepsAndInCycles() {
            assertThat(policy.missingForAnyRequest(holding("root"))).isEmpty();
            assertThat(policy.missingForAnyRequest(holding("write"))).isEmpty();
            assertThat(policy.missingForAnyRequest(holding("other"))).isPresent();
        }

        @Test
        void doNotHoldUpwards() {
            assertThat(policy.missingFor(holding("read"), "m", tool("t", "root")))
                    .isPresent();
        }
    }

    @Nested
    class DenyingTheUnlisted {

        private final ScopePolicy policy =
                policy(Map.of("deny-unlisted", "true", "tool.known", "k", "resource.app://public/*", "pub"));

        @Test
        void refusesATargetWithoutARule() {
            assertThat(policy.missingFor(holding("k"), "tools/call", tool("unknown")))
                    .contains(ScopeDemand.UNSATISFIABLE);
            assertThat(policy.missingFor(holding("pub"), "resources/read", resource("app://public/../secret")))
                    .contains(ScopeDemand.UNSATISFIABLE);
        }

        @Test
        void staysUnsatisfiableTogetherWithASatisfiableDemand() {
            ScopeDemand curable = new ScopeDemand(List.of("a", "b"));

            assertThat(curable.and(ScopeDemand.UNSATISFIABLE)).isEqualTo(ScopeDemand.UNSATISFIABLE);
            assertThat(ScopeDemand.UNSATISFIABLE.and(curable)).isEqualTo(ScopeDemand.UNSATISFIABLE);
            assertThat(curable.and(new ScopeDemand(List.of("b", "c"))).scopes()).containsExactly("a", "b", "c");
        }

        @Test
        void allowsATargetWithARuleOrWithItsOwnScopes() {
            assertThat(policy.missingFor(holding("k"), "tools/call", tool("known")))
                    .isEmpty();
            assertThat(policy.missingFor(holding("own"), "tools/call", tool("unknown", "own")))
                    .isEmpty();
            assertThat(policy.missingFor(holding("pub"), "resources/read", resource("app://public/x")))
                    .isEmpty();
        }

        @Test
        void allowsMethodsWithoutATargetAndPrincipalsWithAllScopes() {
            assertThat(policy.missingFor(holding(), "tools/list", Optional.empty()))
                    .isEmpty();
            assertThat(policy.missingFor(Principal.anonymous(), "tools/call", tool("unknown")))
                    .isEmpty();
        }
    }

    @Nested
    class Lists {

        private static final Target GUARDED = new Target(Target.Kind.TOOL, "x", Set.of("s"));

        @Test
        void showAllTargetsByDefaultSoThatClientsCanStepUp() {
            assertThat(policy(Map.of()).isVisible(holding(), GUARDED)).isTrue();
            assertThat(policy(Map.of()).filtersLists()).isFalse();
        }

        @Test
        void hideTargetsThatTheCallerMayNotUseIfTheyAreFiltered() {
            ScopePolicy policy = policy(Map.of("filter-lists", "true", "method.prompts/get", "p"));

            assertThat(policy.filtersLists()).isTrue();
            assertThat(policy.isVisible(holding(), GUARDED)).isFalse();
            assertThat(policy.isVisible(holding("s"), GUARDED)).isTrue();
            assertThat(policy.isVisible(holding("s"), new Target(Target.Kind.PROMPT, "x", Set.of())))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "operation,need",
        "operation-and-granted,need old",
        "all,need adv1 adv2",
    })
    void challengesNameTheConfiguredScopes(String asking, String scopes) {
        ScopePolicy policy = policy(Map.of("challenge", asking, "required", "need", "supported", "adv1 adv2"));

        assertThat(demanded(policy.missingForAnyRequest(holding("old")))).containsExactly(scopes.split(" "));
    }
}
