package dev.lmcp.verification.streams;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests that are malformed as HTTP, or come from a caller that must be refused. */
final class BadRequests {

    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

    private final BadInput input;
    private final Client client;
    private final String session;

    BadRequests(BadInput input, Client client, String session) {
        this.input = input;
        this.client = client;
        this.session = session;
    }

    void run() throws IOException {
        credentials();
        sizes();
        places();
        verbs();
        grammar();
    }

    private Request ping() {
        return Client.legacy(session, "1", "ping", "{}");
    }

    private void credentials() throws IOException {
        Request bare = ping().without("Authorization");
        input.expect("no token", bare, 401);
        input.challenged("no token: a challenge names the scheme", bare);
        input.expect("wrong token", bare.token("wrong-wrong-wrong-wrong-wrong-wrong"), 401);
        input.expect("an empty token", bare.and("Authorization", "Bearer "), 401);
        input.expect("a token with a space in it", bare.and("Authorization", "Bearer a b"), 401);
        input.expect("a scheme that is none", bare.and("Authorization", "Basic YTpi"), 401);
        input.expect("two Authorization fields", ping().token(Client.ALICE), 400);
        input.expect("two Authorization fields, one of them wrong", ping().token("wrong"), 400);
        input.expect("token in the query", bare.to("/mcp?access_token=" + Client.ALICE), 400);
        input.expect("token in the query beside a good one", ping().to("/mcp?access_token=x"), 400);
        input.expect("token of 20 KiB", bare.token("t".repeat(20 * 1024)), 401);
        input.expect("header fields of 40 KiB", ping().and("X-Long", "x".repeat(40 * 1024)), 400, 431, 0);
        input.expect("2 000 short header fields", many(ping()), 400, 431, 0);
        input.expect("session of another principal", ping().with("Authorization", "Bearer " + Client.BOB), 404);
        input.expect("unknown session", ping().with("Mcp-Session-Id", "unknown"), 404);
        input.expect("no session", ping().without("Mcp-Session-Id"), 400);
        input.expect("two sessions", ping().session(session), 400);
        input.expect("a session of 30 KiB", ping().with("Mcp-Session-Id", "s".repeat(30 * 1024)), 404, 400, 431);
    }

    private static Request many(Request request) {
        StringBuilder value = new StringBuilder("1");
        for (int i = 0; i < 2_000; i++) {
            value.append("\r\nX-").append(i).append(": ").append(i);
        }
        return request.and("X-Many", value.toString());
    }

    private void sizes() throws IOException {
        hugeBody(
                "a body of 100 MiB",
                Request.post(new byte[0]).token(Client.ALICE).with("Content-Length", "104857600"));
        hugeBody(
                "a body of 100 MiB in chunks",
                Request.post(new byte[0])
                        .token(Client.ALICE)
                        .without("Content-Length")
                        .and("Transfer-Encoding", "chunked"));
        byte[] most = (PING + " ".repeat(4 * 1024 * 1024 - PING.length())).getBytes(StandardCharsets.UTF_8);
        input.expect(
                "a body as large as the limit",
                Request.post(most).token(Client.ALICE).session(session),
                200);
        input.expect(
                "a body larger by one",
                Request.post(PING + " ".repeat(4 * 1024 * 1024 + 1 - PING.length()))
                        .token(Client.ALICE),
                413);
        input.expect("no body", Request.post("").token(Client.ALICE).session(session), 400);
    }

    /** Sends until the server closes: it must not have taken more than what fits into buffers on the way. */
    private void hugeBody(String name, Request request) throws IOException {
        boolean chunked = request.fields().stream().anyMatch(field -> field.endsWith("chunked"));
        byte[] piece = (chunked ? "100000\r\n" + "x".repeat(1024 * 1024) + "\r\n" : "x".repeat(1024 * 1024))
                .getBytes(StandardCharsets.US_ASCII);
        int sent = 0;
        try (Wire wire = client.open()) {
            wire.send(request.head());
            try {
                for (; sent < 100; sent++) {
                    wire.send(piece);
                }
            } catch (IOException e) {
                // closed, as it should be
            }
            Reply reply = Reply.NONE;
            try {
                reply = wire.reply();
            } catch (IOException e) {
                // The reset may overtake the answer; BodyAnswers sees to a client that waits for it.
            }
            input.row(
                    name + ": refused, never read whole",
                    (reply.status() == 413 || reply.status() == 0) && sent < 50,
                    reply,
                    reply.brief() + " after " + sent + " MiB");
        }
        try (Wire wire = client.open()) {
            wire.send(request.head());
            if (chunked) {
                for (int i = 0; i < 5; i++) {
                    wire.send(piece);
                }
            }
            Reply reply = wire.reply();
            int next = wire.reply().status();
            input.row(
                    name + ": 413, then the connection ends", reply.status() == 413 && next == 0, reply, reply.brief());
        }
    }

    private void places() throws IOException {
        input.expect("evil Host", ping().with("Host", "evil.example"), 403);
        input.expect("evil Origin", ping().and("Origin", "http://evil.example"), 403);
        input.expect("Origin null", ping().and("Origin", "null"), 403);
        input.expect(
                "two Origins", ping().and("Origin", "http://127.0.0.1").and("Origin", "http://evil.example"), 403, 400);
        input.expect(
                "evil Host with its Origin",
                ping().with("Host", "evil.example").and("Origin", "http://evil.example"),
                403);
        input.expect("no Host", ping().without("Host"), 400);
        input.expect("two Hosts", ping().and("Host", "evil.example"), 400);
        input.expect("another path", ping().to("/other"), 404);
        input.expect("the path and more", ping().to("/mcp/more"), 404);
        input.expect("a path that climbs", ping().to("/mcp/../../etc/passwd"), 400, 404);
        input.expect("a path with an encoded slash", ping().to("/mcp%2f..%2fmcp"), 400, 404);
        input.expect("a path with half an escape", ping().to("/mcp%"), 400);
        input.expect("wrong content type", ping().with("Content-Type", "text/plain"), 415);
        input.expect("no content type", ping().without("Content-Type"), 415);
        input.expect("accepts neither", ping().with("Accept", "text/html"), 406);
        input.expect("GET without a session", Client.listen(session).without("Mcp-Session-Id"), 405);
        input.expect("GET that accepts JSON only", Client.listen(session).with("Accept", "application/json"), 406);
        input.expect("GET with an unknown Last-Event-ID", Client.listen(session).and("Last-Event-ID", "x-99"), 400);
        input.expect(
                "GET with an odd Last-Event-ID", Client.listen(session).and("Last-Event-ID", "g-9".repeat(3_000)), 400);
        input.expect("GET of the modern era", Client.listen(session).and("MCP-Protocol-Version", "2026-07-28"), 405);
        input.expect("an unknown version in the header", ping().and("MCP-Protocol-Version", "1999-01-01"), 400);
        input.expect(
                "GET with an unknown version", Client.listen(session).and("MCP-Protocol-Version", "1999-01-01"), 400);
        input.expect("a compressed body", ping().and("Content-Encoding", "gzip"), 415);
    }

    private void verbs() throws IOException {
        for (String verb : List.of("PUT", "PATCH", "HEAD", "TRACE", "CONNECT", "PROPFIND", "get", "G@T", "OPTIONS")) {
            Request request = Request.of(verb).token(Client.ALICE).session(session);
            input.expect(verb, request, verb.equals("OPTIONS") ? new int[] {204, 200, 405} : new int[] {405, 501, 400});
        }
        input.expect("DELETE without a session", Request.of("DELETE").token(Client.ALICE), 400, 405);
        input.expect(
                "DELETE of another principal's session",
                Request.of("DELETE").token(Client.BOB).session(session),
                404);
    }

    private void grammar() throws IOException {
        input.raw("not HTTP", "hello\r\n\r\n", 400, 0);
        input.raw("HTTP/9.9", "POST /mcp HTTP/9.9\r\nHost: x\r\n\r\n", 505, 400);
        input.raw("a bare line feed in the request line", "POST\n/mcp HTTP/1.1\r\n\r\n", 400, 0);
        input.raw("a negative length", head("Content-Length: -1"), 400);
        input.raw("a length that is no number", head("Content-Length: x"), 400);
        input.raw("two lengths", head("Content-Length: 5\r\nContent-Length: 6"), 400);
        input.raw("a length beyond 2^63", head("Content-Length: 99999999999999999999"), 400);
        input.raw("a length and chunks", head("Content-Length: 5\r\nTransfer-Encoding: chunked") + "zz\r\n", 400, 0);
        input.raw("chunks that are none", head("Transfer-Encoding: chunked") + "zz\r\n", 400, 0);
        input.raw("a coding that nobody knows", head("Transfer-Encoding: odd"), 501, 400);
        input.raw("a field name with a space", head("X Y: 1"), 400);
        input.raw("a NUL in a field", head("X: a\0b"), 400);
        input.raw("Expect of something else", head("Content-Length: 2\r\nExpect: wonders"), 417, 400);
    }

    private String head(String fields) {
        return "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: application/json\r\n"
                + "Mcp-Session-Id: " + session + "\r\nAuthorization: Bearer " + Client.ALICE + "\r\n" + fields
                + "\r\n\r\n";
    }
}
