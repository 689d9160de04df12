package dev.lmcp.server.base;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.spi.Exchange.Response;
import dev.lmcp.spi.Headers;
import java.nio.charset.StandardCharsets;

/** HTTP responses that do not carry the response to a JSON-RPC request. */
public final class HttpResponses {

    public static final String JSON = "application/json";

    /** The value of {@code Retry-After}, in seconds. It is a guess, as the server cannot know a better one. */
    public static final String RETRY_AFTER = "5";

    private static final Headers JSON_TYPE = Headers.of("Content-Type", JSON);
    private static final Headers RETRY_HEADERS = JSON_TYPE.with("Retry-After", RETRY_AFTER);
    private static final Headers IDENTITY_HEADERS = JSON_TYPE.with("Accept-Encoding", "identity");
    private static final Headers CLOSE_HEADERS = JSON_TYPE.with("Connection", "close");

    private HttpResponses() {}

    public static Response json(int status, byte[] body) {
        return new Response(status, JSON_TYPE, body);
    }

    public static Response accepted() {
        return Response.empty(202, Headers.none());
    }

    public static Response noContent() {
        return Response.empty(204, Headers.none());
    }

    public static Response methodNotAllowed(String allow) {
        return Response.empty(405, Headers.of("Allow", allow));
    }

    /** 503: too many calls are running, or the server is stopping. */
    public static Response busy() {
        return retryLater(503, ServerErrors.BUSY);
    }

    /** 429: this caller has the maximum number of calls or streams. */
    public static Response tooManyOpen() {
        return retryLater(429, ServerErrors.TOO_MANY_OPEN);
    }

    private static Response retryLater(int status, String message) {
        return new Response(status, RETRY_HEADERS, error(RpcError.INTERNAL_ERROR, message));
    }

    /** Refuses a body with a content coding, and says which coding is accepted (RFC 9110 §15.5.16). */
    public static Response codedBody() {
        return new Response(
                415,
                IDENTITY_HEADERS,
                error(
                        RpcError.INVALID_REQUEST,
                        "Unsupported content encoding: send the body without Content-Encoding"));
    }

    /** Refuses a body before a request was read. Status 413 also closes the connection, as the body was not read. */
    public static Response refusal(int status, int code, String message) {
        return new Response(status, status == 413 ? CLOSE_HEADERS : JSON_TYPE, error(code, message));
    }

    /** Writes an error without an id. The messages are the server's own texts, so they need no escaping. */
    private static byte[] error(int code, String message) {
        return ("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
