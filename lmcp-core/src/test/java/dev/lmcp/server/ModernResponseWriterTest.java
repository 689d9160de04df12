package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.jsonrpc.MessageCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is heard of the rest of it stands in the transcripts. */
final class ModernResponseWriterTest {

    private final TestTimer timer = new TestTimer();
    private final Heartbeats heartbeats = new Heartbeats(timer, Duration.ofSeconds(1));
    private final ResponseContext parts =
            new ResponseContext(new MessageCodec(10), heartbeats, Duration.ofSeconds(2), Runnable::run);
    private final TestExchange exchange =
            new TestExchange("POST", "/mcp", Map.of("Accept", List.of("text/event-stream")), "");
    private final ModernResponseWriter writer = new ModernResponseWriter(exchange, parts);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void beatsFromTheBeginOfTheWorkToItsEnd() {
        assertThat(heartbeats.size()).isZero();

        writer.begin(() -> {});
        assertThat(heartbeats.size()).isOne();

        writer.refuse(HttpAnswers.busy());
        assertThat(heartbeats.size()).isZero();
    }

    @Test
    void neverBeatsWhereItHasEndedBefore() {
        writer.refuse(HttpAnswers.busy());
        writer.begin(() -> {});

        assertThat(heartbeats.size()).isZero();
    }
}
