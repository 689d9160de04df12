package dev.lmcp.server.modern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.call.Cancellation;
import dev.lmcp.server.call.ResponseContext;
import dev.lmcp.server.call.RunningCalls;
import dev.lmcp.server.support.TestExchange;
import dev.lmcp.server.support.TestTimer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The transcripts test all other behavior. */
class RunningCallsTest {

    private final TestTimer timer = new TestTimer();
    private final RunningCalls running = new RunningCalls(timer, Duration.ofSeconds(1));
    private final TestExchange exchange =
            new TestExchange("POST", "/mcp", Map.of("Accept", List.of("text/event-stream")), "");
    private final Cancellation cancellation = new Cancellation(Runnable::run);
    private final RunningCalls.Entry call = new RunningCalls.Entry(
            cancellation,
            new ModernResponseWriter(
                    exchange, new ResponseContext(new MessageCodec(10), Duration.ofNanos(2), Runnable::run)));

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void getHeartbeatsWhileTheyRun() {
        running.add(call);
        timer.tick();
        assertThat(exchange.isStream()).isTrue();
        assertThat(running.size()).isOne();

        running.remove(call);
        assertThat(running.size()).isZero();
    }

    @Test
    void getNoHeartbeatBeforeOrAfter() {
        timer.tick();
        running.add(call);
        running.remove(call);
        timer.tick();

        assertThat(exchange.isStream()).isFalse();
    }

    @Test
    void areCancelledWhenTheServerStops() {
        running.add(call);
        running.stopAll();

        assertThat(cancellation.isStopped()).isTrue();
    }
}
