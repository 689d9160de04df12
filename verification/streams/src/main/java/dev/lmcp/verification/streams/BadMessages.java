package dev.lmcp.verification.streams;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bodies that are no JSON, no messages, or messages that mean nothing. */
final class BadMessages {

    private static final int PARSE = -32700;
    private static final int REQUEST = -32600;
    private static final int METHOD = -32601;
    private static final int PARAMS = -32602;

    /** Every kind of JSON value that is no object. */
    private static final List<String> NO_OBJECTS = List.of("null", "true", "1", "1.5", "\"x\"", "[]", "[{}]");

    private final BadInput input;
    private final Client client;
    private final String session;

    BadMessages(BadInput input, Client client, String session) {
        this.input = input;
        this.client = client;
        this.session = session;
    }

    void run() throws IOException {
        text();
        messages();
        params();
        modern();
        answers();
        batches();
    }

    private Request body(String body) {
        return Request.post(body).token(Client.ALICE).session(session);
    }

    private void text() throws IOException {
        input.error("not JSON", body("hello"), 400, PARSE);
        input.error("half a JSON", body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"pi"), 400, PARSE);
        input.error("two JSON values", body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"} {}"), 400, PARSE);
        input.error("JSON of depth 100 000, arrays", body("[".repeat(100_000)), 400, PARSE);
        input.error("JSON of depth 100 000, closed", body("[".repeat(100_000) + "]".repeat(100_000)), 400, PARSE);
        input.error(
                "JSON of depth 100 000, objects",
                body("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)),
                400,
                PARSE);
        input.error("a number of 1 000 000 digits", body(ping("1".repeat(1_000_000))), 400, PARSE);
        input.error("duplicate keys", body("{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"}"), 400, PARSE);
        input.error("UTF-16", bytes(ping("1").getBytes(StandardCharsets.UTF_16)), 400, PARSE);
        input.error(
                "bytes that are no UTF-8",
                bytes("{\"jsonrpc\":\"2.0\",\"id\":\"\u00ff\u00fe\",\"method\":\"ping\"}"
                        .getBytes(StandardCharsets.ISO_8859_1)),
                400,
                PARSE);
        input.error("a NUL in a string", body(ping("\"a\0b\"")), 400, PARSE);
        input.error("NaN", body(ping("NaN")), 400, PARSE);
        input.error("a comment", body("/* */ " + ping("1")), 400, PARSE);
        input.error("blanks alone", body("   "), 400, PARSE);
    }

    private Request bytes(byte[] body) {
        return Request.post(body).token(Client.ALICE).session(session);
    }

    private static String ping(String id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}";
    }

    private void messages() throws IOException {
        for (String id : List.of("null", "1.5", "true", "{}", "[]", "1e400")) {
            input.error("id " + id, body(ping(id)), 400, REQUEST);
        }
        for (String other : List.of("null", "true", "1", "\"x\"", "{}")) {
            input.error("a message that is " + other, body(other), 400, REQUEST);
        }
        input.error("no version", body("{\"id\":1,\"method\":\"ping\"}"), 400, REQUEST);
        input.error("another version", body("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}"), 400, REQUEST);
        input.error("method that is a number", body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":1}"), 400, REQUEST);
        input.error("neither method nor result", body("{\"jsonrpc\":\"2.0\",\"id\":1}"), 400, REQUEST);
        input.error("unknown method, legacy", Client.legacy(session, "1", "no/such", "{}"), 200, METHOD);
        input.error("a method of 1 MB", Client.legacy(session, "1", "m".repeat(1_000_000), "{}"), 200, METHOD);
        input.error("method with odd characters", Client.legacy(session, "1", "\\u0000\\n<script>", "{}"), 200, METHOD);
        input.expect("an unknown notification", Client.notification(session, "notifications/no-such", "{}"), 202);
        for (String id : List.of("null", "{}", "1.5", "\"never\"", "99")) {
            input.expect(
                    "notifications/cancelled of " + id,
                    Client.notification(session, "notifications/cancelled", "{\"requestId\":" + id + "}"),
                    202);
        }
        input.expect(
                "initialize in a session", Client.initialize(Client.NEWEST, "x").session(session), 200, 400);
        for (String params : List.of(
                "{}",
                "{\"protocolVersion\":1,\"capabilities\":{},\"clientInfo\":{}}",
                "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":[],\"clientInfo\":{}}")) {
            input.error(
                    "initialize with " + params,
                    Client.legacy(session, "1", "initialize", params).without("Mcp-Session-Id"),
                    200,
                    PARAMS);
        }
    }

    private void params() throws IOException {
        for (String method : List.of(
                "ping",
                "tools/list",
                "tools/call",
                "resources/read",
                "resources/subscribe",
                "prompts/get",
                "completion/complete",
                "logging/setLevel")) {
            for (String params : NO_OBJECTS) {
                boolean isAbsent = params.equals("null");
                input.expect(
                        method + " with params " + params,
                        Client.legacy(session, "1", method, params),
                        reply -> isAbsent ? reply.status() == 200 : reply.status() == 400 && reply.code() == REQUEST);
            }
        }
        for (String arguments : NO_OBJECTS) {
            Request request = Client.legacyTool(session, "1", "echo", arguments);
            input.expect(
                    "arguments " + arguments,
                    request,
                    reply -> reply.status() == 200 && (reply.isToolError() || reply.code() == PARAMS));
        }
        for (String text : List.of("null", "true", "1", "{}", "[]", "[\"x\"]")) {
            input.toolError("text " + text, Client.legacyTool(session, "1", "echo", "{\"text\":" + text + "}"));
        }
        for (String millis : List.of("1.5", "1e400", "9007199254740993", "-99999999999999999999", "\"1\"", "[1]")) {
            input.toolError(
                    "millis " + millis, Client.legacyTool(session, "1", "sleep", "{\"millis\":" + millis + "}"));
        }
        input.toolError("a tool that fails in a talkative way", Client.legacyTool(session, "1", "fail", "{}"));
        input.error("unknown tool", Client.legacyTool(session, "1", "no-such", "{}"), 200, PARAMS);
        for (String name : List.of("null", "1", "{}", "[]")) {
            input.error(
                    "tool name " + name,
                    Client.legacy(session, "1", "tools/call", "{\"name\":" + name + "}"),
                    200,
                    PARAMS);
        }
        for (String cursor :
                List.of("\"x\"", "1", "{}", "\"" + "x".repeat(100_000) + "\"", "\"MTIzNDU2Nzg5MDEyMzQ1Njc4OTA\"")) {
            input.error(
                    "cursor " + (cursor.length() > 30 ? "of " + cursor.length() : cursor),
                    Client.legacy(session, "1", "tools/list", "{\"cursor\":" + cursor + "}"),
                    200,
                    PARAMS);
        }
        input.expect(
                "cursor null is none",
                Client.legacy(session, "1", "tools/list", "{\"cursor\":null}"),
                reply -> reply.json().path("result").path("tools").isArray());
        for (String level : List.of("\"loud\"", "1", "null")) {
            input.error(
                    "log level " + level,
                    Client.legacy(session, "1", "logging/setLevel", "{\"level\":" + level + "}"),
                    200,
                    PARAMS);
        }
        for (String meta : List.of("1", "[]", "\"x\"", "{\"progressToken\":{}}", "{\"progressToken\":1.5}")) {
            input.expect(
                    "_meta " + meta,
                    Client.legacy(session, "1", "ping", "{\"_meta\":" + meta + "}"),
                    reply -> reply.status() == 200 || reply.code() == PARAMS);
        }
    }

    private void modern() throws IOException {
        input.error("unknown method, modern", Client.modern("1", "no/such", ""), 404, METHOD);
        input.error("initialize in the modern era", Client.modern("1", "initialize", ""), 404, METHOD);
        input.error("unknown tool, modern", Client.modernTool("1", "no-such", "{}"), 200, PARAMS);
        input.error(
                "modern without its version field",
                Client.modern("1", "tools/list", "").without("MCP-Protocol-Version"),
                400,
                -32020);
        input.error(
                "modern with another method field",
                Client.modern("1", "tools/list", "").with("Mcp-Method", "ping"),
                400,
                -32020);
        input.error(
                "modern with another name field",
                Client.modernTool("1", "echo", "{\"text\":\"x\"}").with("Mcp-Name", "sleep"),
                400,
                -32020);
        input.error(
                "modern with two name fields",
                Client.modernTool("1", "echo", "{\"text\":\"x\"}").and("Mcp-Name", "echo"),
                400,
                -32020);
        input.error(
                "modern with a Base64 name that is none",
                Client.modernTool("1", "echo", "{\"text\":\"x\"}").with("Mcp-Name", "=?base64?%%%?="),
                400,
                -32020);
        for (String notifications : NO_OBJECTS) {
            input.error(
                    "listen to " + notifications,
                    Client.modern("1", "subscriptions/listen", "\"notifications\":" + notifications),
                    200,
                    PARAMS);
        }
        for (String uris : List.of("1", "{}", "[1]", "[null]", "\"x\"")) {
            input.error(
                    "listen to resources " + uris,
                    Client.modern(
                            "1", "subscriptions/listen", "\"notifications\":{\"resourceSubscriptions\":" + uris + "}"),
                    200,
                    PARAMS);
        }
        for (String state : List.of("1", "\"x\"", "{}", "\"" + "A".repeat(200) + "\"")) {
            input.expect(
                    "requestState " + (state.length() > 20 ? "forged" : state),
                    Client.modern(
                                    "1",
                                    "tools/call",
                                    "\"name\":\"ask\",\"requestState\":" + state
                                            + ",\"inputResponses\":{\"name\":{\"action\":\"accept\"}}")
                            .and("Mcp-Name", "ask"),
                    reply -> (reply.status() == 200 && reply.code() == PARAMS) || reply.status() == 400);
        }
    }

    private void answers() throws IOException {
        input.expect(
                "an answer to a question never asked",
                body("{\"jsonrpc\":\"2.0\",\"id\":\"lmcp-1\",\"result\":{}}"),
                202);
        input.expect(
                "an error to a question never asked",
                body("{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":-1,\"message\":\"no\"}}"),
                202);
        input.expect(
                "an error to nobody",
                body("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-1,\"message\":\"no\"}}"),
                202);
        input.error(
                "an answer with a result and an error",
                body("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{},\"error\":{\"code\":-1,\"message\":\"no\"}}"),
                400,
                REQUEST);
        input.error(
                "an error with a code beyond bounds",
                body("{\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":99999999999,\"message\":\"no\"}}"),
                400,
                REQUEST);
        for (String result : NO_OBJECTS) {
            input.expect(
                    "an answer that is " + result,
                    body("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":" + result + "}"),
                    202,
                    400);
        }
    }

    private void batches() throws IOException {
        input.error("a batch in a session of " + Client.NEWEST, body("[" + ping("1") + "]"), 400, REQUEST);
        String old = client.session("2025-03-26");
        input.error("an empty batch", Request.post("[]").token(Client.ALICE).session(old), 400, REQUEST);
        input.error(
                "a batch of 10 000",
                Request.post("[" + "1,".repeat(9_999) + "1]")
                        .token(Client.ALICE)
                        .session(old),
                400,
                REQUEST);
        input.expect(
                "a batch of nonsense",
                Request.post("[1,null,[],{}]").token(Client.ALICE).session(old),
                reply -> reply.status() < 500 && reply.body().contains("-32600"));
    }
}
