package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.server.support.TestExchange;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Credentials;
import dev.lmcp.spi.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String UP = "{\"status\":\"UP\"}";
    private static final String DOWN = "{\"status\":\"DOWN\"}";

    private final AtomicBoolean hasKeys = new AtomicBoolean(true);

    private Lmcp server() {
        return Lmcp.with(Config.builder()
                        .set("lmcp.allowed-hosts", "mcp.example")
                        .build())
                .authenticator("keyed", new Authenticator() {
                    @Override
                    public AuthDecision authenticate(Credentials request) {
                        return AuthDecision.accept(Principal.named("me"));
                    }

                    @Override
                    public boolean isReady() {
                        if (!hasKeys.get()) {
                            throw new IllegalStateException("no keys");
                        }
                        return true;
                    }
                })
                .start();
    }

    private static TestExchange ask(Endpoint endpoint, String method, String path) {
        TestExchange exchange = new TestExchange(method, path, Map.of("Host", List.of("10.1.2.3:8080")), "");
        endpoint.handle(exchange);
        return exchange;
    }

    private static void assertAnswer(Endpoint endpoint, String path, int status, String body) throws Exception {
        TestExchange exchange = ask(endpoint, "GET", path);
        assertThat(exchange.status(PATIENCE)).isEqualTo(status);
        assertThat(exchange.body(PATIENCE)).isEqualTo(body);
        assertThat(exchange.header("Content-Type")).contains("application/json");
        assertThat(exchange.header("Cache-Control")).contains("no-store");
        assertThat(exchange.header("Retry-After").isPresent()).isEqualTo(status == 503);
    }

    @Test
    void answersEveryProbeUnderEveryHostName() throws Exception {
        try (Lmcp lmcp = server()) {
            assertAnswer(lmcp.endpoint(), "/health/live", 200, UP);
            assertAnswer(lmcp.endpoint(), "/health/ready", 200, UP);
            assertThat(ask(lmcp.endpoint(), "HEAD", "/health/ready").status(PATIENCE))
                    .isEqualTo(200);
            assertThat(ask(lmcp.endpoint(), "GET", "/health").status(PATIENCE)).isEqualTo(403);
        }
    }

    @Test
    void isNotReadyIfAnAuthenticatorIsNotReady() throws Exception {
        try (Lmcp lmcp = server()) {
            hasKeys.set(false);

            assertAnswer(lmcp.endpoint(), "/health/live", 200, UP);
            assertAnswer(lmcp.endpoint(), "/health/ready", 503, DOWN);
            assertThat(lmcp.isReady()).isFalse();
        }
    }

    @Test
    void isAliveAndNotReadyIfTheServerStopsOrDidNotStart() throws Exception {
        Lmcp stopped = server();
        stopped.close();

        for (Endpoint endpoint : List.of(stopped.endpoint(), Lmcp.unavailable())) {
            assertAnswer(endpoint, "/health/live", 200, UP);
            assertAnswer(endpoint, "/health/ready", 503, DOWN);
        }
        assertThat(stopped.isReady()).isFalse();
    }

    @Test
    void isTheOnlyAnswerOfAServerThatDidNotStart() throws Exception {
        TestExchange call = ask(Lmcp.unavailable(), "POST", "/mcp");

        assertThat(call.status(PATIENCE)).isEqualTo(503);
        assertThat(call.body(PATIENCE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "BREW"})
    void refusesEveryMethodThatDoesNotRead(String method) throws Exception {
        try (Lmcp lmcp = server()) {
            TestExchange exchange = ask(lmcp.endpoint(), method, "/health/ready");

            assertThat(exchange.status(PATIENCE)).isEqualTo(405);
            assertThat(exchange.header("Allow")).contains("GET, HEAD");
        }
    }
}
