package dev.lmcp.server;

import dev.lmcp.server.base.HttpResponses;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Answers the liveness and readiness probes of orchestrators and load balancers.
 *
 * <p>Probes need no credentials and may use any host name, so the answer contains nothing but the status.
 */
public final class Health {

    public static final String LIVE = "/health/live";
    public static final String READY = "/health/ready";

    /** The form that MicroProfile Health and Spring use; monitors understand it. */
    private static final String UP = "{\"status\":\"UP\"}";

    private static final String DOWN = "{\"status\":\"DOWN\"}";

    private final BooleanSupplier isReady;

    Health(BooleanSupplier isReady) {
        this.isReady = isReady;
    }

    /** Answers a request for one of the two documents; empty if the path is another. */
    Optional<Exchange.Response> answer(Exchange exchange) {
        return switch (exchange.path()) {
            // A server that is draining or waiting for keys is alive; a restart would not help.
            case LIVE -> Optional.of(answer(exchange.method(), () -> true));
            case READY -> Optional.of(answer(exchange.method(), isReady));
            default -> Optional.empty();
        };
    }

    private static Exchange.Response answer(String method, BooleanSupplier isUp) {
        return switch (method) {
            // The transport does not send the body of a response to HEAD, but sets its Content-Length.
            case "GET", "HEAD" -> isUp.getAsBoolean() ? document(200, UP) : document(503, DOWN);
            default -> HttpResponses.methodNotAllowed("GET, HEAD");
        };
    }

    private static Exchange.Response document(int status, String body) {
        Headers headers = Headers.of("Content-Type", HttpResponses.JSON)
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff");
        return new Exchange.Response(
                status,
                status == 503 ? headers.with("Retry-After", HttpResponses.RETRY_AFTER) : headers,
                body.getBytes(StandardCharsets.US_ASCII));
    }
}
