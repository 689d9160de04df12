package dev.lmcp.server.base;

import dev.lmcp.spi.Exchange.Response;
import dev.lmcp.spi.Headers;
import java.nio.charset.StandardCharsets;

/** The HTTP answers that are no JSON-RPC responses to a request. */
public final class HttpAnswers {

    public static final String JSON = "application/json";

    /** Seconds after which to try again; nobody knows better. */
    public static final String RETRY_AFTER = "5";

    private static final Headers JSON_TYPE = Headers.of("Content-Type", JSON);
    private static final Headers LATER = JSON_TYPE.with("Retry-After", RETRY_AFTER);
    private static final Headers UNCODED = JSON_TYPE.with("Accept-Encoding", "identity");
    private static final Headers LAST = JSON_TYPE.with("Connection", "close");

    private HttpAnswers() {}

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

    /** Too many calls run, or the server stops. */
    public static Response busy() {
        return later(503, "The server is busy; try again later");
    }

    /** This caller has as many open as one may have. */
    public static Response tooMany() {
        return later(429, "You have too many of these open; end some, or try again later");
    }

    private static Response later(int status, String message) {
        return new Response(status, LATER, error(-32603, message));
    }

    /** The body is compressed or otherwise coded; says which coding is taken (RFC 9110 §15.5.16). */
    public static Response codedBody() {
        return new Response(
                415, UNCODED, error(-32600, "Unsupported content encoding: send the body without Content-Encoding"));
    }

    /** A refusal before any request could be read; 413 also ends the connection, as the body was not read. */
    public static Response refusal(int status, int code, String message) {
        return new Response(status, status == 413 ? LAST : JSON_TYPE, error(code, message));
    }

    /** The messages are constants of this package: nothing in them needs escaping. */
    private static byte[] error(int code, String message) {
        return ("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
