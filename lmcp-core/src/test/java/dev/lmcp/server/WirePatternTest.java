package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WirePatternTest {

    private final WirePattern pattern = new WirePattern();

    @Test
    void findsAMemberThatIsMissing() {
        assertThat(mismatch("{\"a\":1}", "{}")).contains("/a is absent");
    }

    @Test
    void findsAMemberTooMany() {
        assertThat(mismatch("{}", "{\"a\":1}")).contains("has [a] as well");
        assertThat(mismatch("{\"...\":\"*\"}", "{\"a\":1}")).isEmpty();
    }

    @Test
    void findsAnItemTooMany() {
        assertThat(mismatch("[1]", "[1,2]")).contains("expected [1]");
        assertThat(mismatch("[1,\"...\"]", "[1,2]")).isEmpty();
    }

    @Test
    void distinguishesTextsFromNumbers() {
        assertThat(mismatch("1", "\"1\"")).contains("expected 1");
        assertThat(mismatch("\"1\"", "1")).contains("expected '1'");
        assertThat(mismatch("1", "1.0")).contains("expected 1");
    }

    @Test
    void comparesIntegersOfAnySize() {
        assertThat(mismatch("18446744073709551617", "18446744073709551617")).isEmpty();
        assertThat(mismatch("18446744073709551617", "18446744073709551616")).isNotEmpty();
    }

    @Test
    void expectsTheSameValueUnderTheSameName() {
        assertThat(mismatch("\"{{id}}\"", "7")).isEmpty();
        assertThat(mismatch("\"{{id}}\"", "7")).isEmpty();
        assertThat(mismatch("\"{{id}}\"", "8")).contains("expected 7 as before");
    }

    @Test
    void matchesAStarWithAnyText() {
        assertThat(mismatch("\"a*c\"", "\"abc\"")).isEmpty();
        assertThat(mismatch("\"a*c\"", "\"ab\"")).isNotEmpty();
    }

    private String mismatch(String expected, String actual) {
        return pattern.mismatch(WirePattern.json(expected), WirePattern.json(actual))
                .orElse("");
    }
}
