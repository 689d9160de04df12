package dev.lmcp.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.server.start.TestSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeRulesTest {

    private static List<String> problems(String key, String value) {
        TestSettings settings = new TestSettings("lmcp.scopes.", Map.of(key, value));
        ScopeRules.read(settings.slice());
        return settings.problems();
    }

    @ParameterizedTest
    @CsvSource({
        "required,a\"b,a\"b",
        "method.tools/call,a\\b,a\\b",
        "tool.x*,ä,ä",
        "prompt.p,a|,''",
        "resource.app://x,|a,''",
        "implies.admin,a||b,''"
    })
    void nameAnInvalidScopeName(String key, String value, String name) {
        assertThat(problems(key, value))
                .containsExactly("lmcp.scopes." + key + " (code): '" + name
                        + "' is not a scope name; expected visible ASCII characters other than the quotation mark and the"
                        + " backslash, with '|' only between alternatives");
    }

    @Test
    void refuseARuleWithoutAScope() {
        assertThat(problems("required", ","))
                .containsExactly("lmcp.scopes.required (code): ',' names no scope; expected at least one");
    }

    @Test
    void refuseAlternativesInAHierarchy() {
        assertThat(problems("implies.admin", "a|b"))
                .containsExactly("lmcp.scopes.implies.admin (code): 'a|b' has alternatives; expected scope names"
                        + " separated by spaces");
    }

    @Test
    void refuseToAdvertiseRefreshTokens() {
        assertThat(problems("supported", "read offline_access"))
                .containsExactly(
                        "lmcp.scopes.supported (code): 'offline_access' is not a scope of this server; expected"
                                + " only scopes that rules name");
    }

    @Test
    void readSpacesAroundAlternatives() {
        assertThat(ScopeRule.parse(" a , b |c| d  e ").terms())
                .containsExactly(List.of("a"), List.of("b", "c", "d"), List.of("e"));
    }

    @Test
    void refuseAnEmptyScopeNameFromAProgram() {
        assertThatThrownBy(() -> ScopeRule.allOf(List.of("")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'' is not a scope name");
    }
}
