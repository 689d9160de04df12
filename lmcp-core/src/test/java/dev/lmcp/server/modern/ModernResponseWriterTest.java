package dev.lmcp.server.modern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.base.HttpResponses;
import dev.lmcp.server.call.ResponseContext;
import dev.lmcp.server.support.TestExchange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The transcripts test all other behavior. */
final class ModernResponseWriterTest {

    private final TestExchange exchange =
            new TestExchange("POST", "/mcp", Map.of("Accept", List.of("text/event-stream")), "");
    private final ModernResponseWriter writer = new ModernResponseWriter(
            exchange, new ResponseContext(new MessageCodec(10), Duration.ofNanos(2), Runnable::run));

    @Test
    void opensAStreamForAHeartbeat() {
        writer.begin(() -> {});
        writer.beat();

        assertThat(exchange.isStream()).isTrue();
    }

    @Test
    void sendsNoHeartbeatAfterItsEnd() throws InterruptedException {
        writer.refuse(HttpResponses.busy());
        writer.begin(() -> {});
        writer.beat();

        assertThat(exchange.isStream()).isFalse();
        assertThat(exchange.body(Duration.ZERO)).contains("The server is busy").doesNotContain(":\n");
    }
}
