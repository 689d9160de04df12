package dev.lmcp.server;

import dev.lmcp.server.base.HttpAnswers;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Tells orchestrators and load balancers whether the server lives, and whether to send it requests.
 *
 * <p>Asked without credentials and under whatever host name a probe uses, so it tells nothing else.
 */
public final class Health {

    public static final String LIVE = "/health/live";
    public static final String READY = "/health/ready";

    /** As MicroProfile Health and Spring spell it, which monitors know. */
    private static final String UP = "{\"status\":\"UP\"}";

    private static final String DOWN = "{\"status\":\"DOWN\"}";

    private final BooleanSupplier ready;

    Health(BooleanSupplier ready) {
        this.ready = ready;
    }

    /** Answers a request for one of the two documents; empty where its path is another. */
    Optional<Exchange.Response> answer(Exchange exchange) {
        return switch (exchange.path()) {
            // A server that drains or waits for keys is alive: to restart it would help nobody.
            case LIVE -> Optional.of(answer(exchange.method(), () -> true));
            case READY -> Optional.of(answer(exchange.method(), ready));
            default -> Optional.empty();
        };
    }

    private static Exchange.Response answer(String method, BooleanSupplier good) {
        return switch (method) {
            // The transport leaves a body out of the answer to HEAD, but counts it.
            case "GET", "HEAD" -> good.getAsBoolean() ? document(200, UP) : document(503, DOWN);
            default -> HttpAnswers.methodNotAllowed("GET, HEAD");
        };
    }

    private static Exchange.Response document(int status, String body) {
        Headers headers = Headers.of("Content-Type", HttpAnswers.JSON)
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff");
        return new Exchange.Response(
                status,
                status == 503 ? headers.with("Retry-After", HttpAnswers.RETRY_AFTER) : headers,
                body.getBytes(StandardCharsets.US_ASCII));
    }
}
