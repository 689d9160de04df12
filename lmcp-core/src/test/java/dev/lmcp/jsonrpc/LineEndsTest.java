package dev.lmcp.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineEndsTest {

    private static String escaped(String json) {
        return new String(LineEnds.escaped(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    void escapesLineEndsThatJsonAllows() {
        assertThat(escaped("[\"\u2028a\u2028\u2029b\u0085\",\"\u0085\u2029\"]"))
                .isEqualTo("[\"\\u2028a\\u2028\\u2029b\\u0085\",\"\\u0085\\u2029\"]");
    }

    @Test
    void escapesALineEndBehindAnEscapedBackslash() {
        assertThat(escaped("[\"\\\\\u2028\"]")).isEqualTo("[\"\\\\\\u2028\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"plain\"]",
                "[\"grüße\"]",
                "[\"\u2027\u202A\u00C2\u0084\u0086\u20A8\"]",
                "[\"\uD834\uDD1E …\"]",
                "\u00E2",
                ""
            })
    void leavesEverythingElseAsItIs(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

        assertThat(LineEnds.escaped(bytes)).isSameAs(bytes);
    }
}
