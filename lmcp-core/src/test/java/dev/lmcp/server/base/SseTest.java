package dev.lmcp.server.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseTest {

    private static String event(String json) {
        return text(Sse.event(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void namesTheTypeOfAnEventWithAMessage() {
        assertThat(event("{}")).isEqualTo("event: message\ndata: {}\n\n");
        assertThat(text(Sse.event("7-1", "{}".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("id: 7-1\nevent: message\ndata: {}\n\n");
    }

    @Test
    void namesNoTypeWithoutAMessage() {
        assertThat(text(Sse.prime("7-0"))).isEqualTo("id: 7-0\ndata:\n\n");
        assertThat(text(Sse.reconnect("7-2", Duration.ofSeconds(2)))).isEqualTo("id: 7-2\nretry: 2000\ndata:\n\n");
        assertThat(text(Sse.COMMENT)).isEqualTo(":\n\n");
    }

    @Test
    void escapesLineEndsThatJsonAllows() {
        assertThat(event("[\"\u2028a\u2028\u2029b\u0085\",\"\u0085\u2029\"]"))
                .isEqualTo("event: message\ndata: [\"\\u2028a\\u2028\\u2029b\\u0085\",\"\\u0085\\u2029\"]\n\n");
    }

    @Test
    void escapesALineEndBehindAnEscapedBackslash() {
        assertThat(event("[\"\\\\\u2028\"]")).isEqualTo("event: message\ndata: [\"\\\\\\u2028\"]\n\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[\"grüße\"]", "[\"\u2027\u202A\u00C2\u0084\u0086\u20A8\"]", "[\"\uD834\uDD1E …\"]", "\u00E2", ""
            })
    void leavesEverythingElseAsItIs(String json) {
        assertThat(event(json)).isEqualTo("event: message\ndata: " + json + "\n\n");
    }
}
