package dev.lmcp.verification.streams;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** Makes requests for one server, in both eras; every call takes a connection of its own unless it is given one. */
final class Client {

    static final String ALICE = "alice-alice-alice-alice-alice-alice-0001";
    static final String BOB = "bob-bob-bob-bob-bob-bob-bob-bob-bob-0002";
    static final String NEWEST = "2025-11-25";

    private static final String MODERN = "2026-07-28";

    private final int port;
    private final AtomicInteger ids = new AtomicInteger();

    Client(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    Wire open() throws IOException {
        return new Wire(port);
    }

    Reply call(Request request) throws IOException {
        try (Wire wire = open()) {
            return wire.call(request);
        }
    }

    static Request initialize(String revision, String name) {
        return Request.post("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\""
                        + revision + "\",\"capabilities\":{\"elicitation\":{}},\"clientInfo\":{\"name\":\"" + name
                        + "\",\"version\":\"1\"}}}")
                .token(ALICE);
    }

    /** Opens a session of Alice's. */
    String session(String revision) throws IOException {
        Reply reply = call(initialize(revision, "streams"));
        return reply.field("mcp-session-id")
                .orElseThrow(() -> new IOException("initialize opened no session: " + reply.brief()));
    }

    /** A legacy request of Alice's. */
    static Request legacy(String session, String id, String method, String params) {
        return Request.post("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params
                        + "}")
                .token(ALICE)
                .session(session);
    }

    static Request legacyTool(String session, String id, String tool, String arguments) {
        return legacy(session, id, "tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}");
    }

    static Request notification(String session, String method, String params) {
        return Request.post("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}")
                .token(ALICE)
                .session(session);
    }

    /** The stream of a legacy session. */
    static Request listen(String session) {
        return Request.of("GET")
                .with("Accept", "text/event-stream")
                .token(ALICE)
                .session(session);
    }

    /** A modern request of Alice's; {@code params} is an object's inside, possibly empty. */
    static Request modern(String id, String method, String params) {
        return Request.post("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + params
                        + (params.isEmpty() ? "" : ",")
                        + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"" + MODERN
                        + "\",\"io.modelcontextprotocol/logLevel\":\"info\""
                        + ",\"io.modelcontextprotocol/clientCapabilities\":{}}}}")
                .token(ALICE)
                .and("MCP-Protocol-Version", MODERN)
                .and("Mcp-Method", method);
    }

    static Request modernTool(String id, String tool, String arguments) {
        return modern(id, "tools/call", "\"name\":\"" + tool + "\",\"arguments\":" + arguments)
                .and("Mcp-Name", tool);
    }

    /** Calls a tool in the modern era and returns its structured result. */
    JsonNode structured(String tool, String arguments) throws IOException {
        Reply reply = call(modernTool(Integer.toString(ids.incrementAndGet()), tool, arguments));
        JsonNode content = reply.json().path("result").path("structuredContent");
        if (content.isMissingNode()) {
            throw new IOException("tool '" + tool + "' answered " + reply.brief() + " " + reply.body());
        }
        return content;
    }

    JsonNode vitals() throws IOException {
        return structured("vitals", "{}");
    }

    /** Returns the bytes in use after a collection. */
    long heap() throws IOException {
        return structured("vitals", "{\"collect\":true}").path("heap").longValue();
    }

    boolean isAlive(String session) throws IOException {
        return call(legacy(session, "\"alive\"", "ping", "{}")).status() == 200;
    }
}
