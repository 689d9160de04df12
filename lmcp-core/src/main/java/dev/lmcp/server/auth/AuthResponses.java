package dev.lmcp.server.auth;

import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** The HTTP responses that refuse a request. Their texts are constants, so they repeat nothing from the request. */
final class AuthResponses {

    static final String INVALID_REQUEST = "invalid_request";
    static final String INVALID_TOKEN = "invalid_token";
    static final String INSUFFICIENT_SCOPE = "insufficient_scope";

    private AuthResponses() {}

    /** 400: the request presents credentials in a place or number that the rules forbid. */
    static Exchange.Response badRequest(List<Challenge> challenges, String description) {
        List<Challenge> complete = challenges.stream()
                .map(challenge -> Challenges.withError(challenge, INVALID_REQUEST, description))
                .toList();
        return challenged(400, complete, INVALID_REQUEST, description);
    }

    /** 401: the credentials are missing or invalid. The body repeats the error of the challenge, if there is one. */
    static Exchange.Response unauthorized(List<Challenge> challenges) {
        Optional<Challenge> withError = challenges.stream()
                .filter(challenge -> challenge.parameter(Challenges.ERROR).isPresent())
                .findFirst();
        String error = withError
                .flatMap(challenge -> challenge.parameter(Challenges.ERROR))
                .orElse("unauthorized");
        String description = withError
                .flatMap(challenge -> challenge.parameter(Challenges.DESCRIPTION))
                .orElse("Valid credentials are required");
        return challenged(401, challenges, error, description);
    }

    /** 403: the credentials are valid, but scopes are missing. */
    static Exchange.Response insufficientScope(Optional<Challenge> challenge, List<String> scopes) {
        String description = "The operation requires more scopes than the access token has";
        List<Challenge> complete = challenge.stream()
                .map(base -> base.with(Challenges.ERROR, INSUFFICIENT_SCOPE)
                        .with(Challenges.DESCRIPTION, description)
                        .with(Challenges.SCOPE, String.join(" ", scopes)))
                .toList();
        return challenged(403, complete, INSUFFICIENT_SCOPE, description);
    }

    /** 403: no credentials or scopes would help. It has no challenge, as a client would repeat the request for ever. */
    static Exchange.Response denied() {
        return response(403, Headers.none(), "access_denied", "The caller may not do this");
    }

    /** 503: the credentials cannot be checked now. It is not 401, as a client would discard a valid token. */
    static Exchange.Response unavailable(Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusSeconds(1).minusNanos(1).toSeconds());
        return response(
                503,
                Headers.of("Retry-After", Long.toString(seconds)),
                "temporarily_unavailable",
                "The credentials cannot be checked at the moment");
    }

    /** 500: an authenticator failed. */
    static Exchange.Response failed() {
        return response(500, Headers.none(), "server_error", "The credentials could not be checked");
    }

    private static Exchange.Response challenged(
            int status, List<Challenge> challenges, String error, String description) {
        Headers field =
                challenges.isEmpty() ? Headers.none() : Headers.of("WWW-Authenticate", Challenges.render(challenges));
        return response(status, field, error, description);
    }

    private static Exchange.Response response(int status, Headers more, String error, String description) {
        Headers headers = more.with("Content-Type", "application/json").with("Cache-Control", "no-store");
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("error", error)
                .put("error_description", description)
                .toString();
        return new Exchange.Response(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
