package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.server.support.TestExchange;
import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GuardedExchangeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TestExchange exchange = new TestExchange("POST", "/mcp", Map.of(), "{}");
    private final AtomicInteger unavailable = new AtomicInteger();
    private final GuardedExchange guarded = new GuardedExchange(exchange, unavailable::incrementAndGet);

    /** Each way in which work begins. */
    static Named<?>[] beginnings() {
        return new Named<?>[] {
            beginning("at once", GuardedExchange::run),
            beginning("on another thread", GuardedExchange::runBlocking),
            beginning("with the body", (guarded, work) -> guarded.receive(100, body -> work.run()))
        };
    }

    private static Named<BiConsumer<GuardedExchange, Runnable>> beginning(
            String name, BiConsumer<GuardedExchange, Runnable> begin) {
        return Named.of(name, begin);
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void answersAnInternalErrorIfTheWorkFails(BiConsumer<GuardedExchange, Runnable> begin) throws Exception {
        begin.accept(guarded, () -> {
            throw new IllegalArgumentException("secret");
        });

        assertThat(exchange.status(PATIENCE)).isEqualTo(500);
        assertThat(exchange.body(PATIENCE)).contains("incident").doesNotContain("secret");
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void asksToTryAgainIfTheOtherNodesCannotBeReached(BiConsumer<GuardedExchange, Runnable> begin) throws Exception {
        begin.accept(guarded, () -> {
            throw new ClusterUnavailableException("the engine is away");
        });

        assertThat(exchange.status(PATIENCE)).isEqualTo(503);
        assertThat(exchange.header("Retry-After")).isPresent();
        assertThat(unavailable).hasValue(1);
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void leavesAResponseThatHasBegunToTheTransport(BiConsumer<GuardedExchange, Runnable> begin) throws Exception {
        begin.accept(guarded, () -> {
            guarded.respond(Exchange.Response.empty(202, Headers.none()));
            throw new ClusterUnavailableException("the engine is away");
        });

        assertThat(exchange.status(PATIENCE)).isEqualTo(202);
    }
}
