package dev.lmcp.server.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

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
}
