package dev.lmcp.verification.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** The requests that are measured. */
final class Calls {

    /** What {@code echo} is told to say. */
    static final String TEXT = "hello from the benchmark, at some length as people write";

    static final int LARGE = 1024 * 1024;

    /** What {@code large} answers, and {@code measure} is told. */
    static final String LARGE_TEXT = "0123456789abcdef".repeat(LARGE / 16);

    static final String MODERN = "2026-07-28";
    static final String LEGACY = "2025-11-25";

    private static final String META = """
            ,"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientCapabilities":{},\
            "io.modelcontextprotocol/clientInfo":{"name":"bench","version":"1"}}""";

    private Calls() {}

    /** A call of the revision without sessions. */
    static HttpCall modern(String tool, String text) {
        return modernCall(tool, said(text));
    }

    /** A call of an older revision, in a session if there is one. */
    static HttpCall legacy(String tool, String text) {
        return legacyCall(tool, said(text));
    }

    /** A call of the revision without sessions, with these arguments in JSON. */
    static HttpCall modernCall(String tool, String arguments) {
        return new HttpCall(modernHeaders("tools/call", tool), body(tool, arguments, META));
    }

    /** A call of an older revision, with these arguments in JSON. */
    static HttpCall legacyCall(String tool, String arguments) {
        return new HttpCall(headers(LEGACY), body(tool, arguments, ""));
    }

    /** Asks for the tools, by the revision without sessions. */
    static HttpCall modernList() {
        return new HttpCall(modernHeaders("tools/list", ""), """
                {"jsonrpc":"2.0","id":2,"method":"tools/list","params":{%s}}""".formatted(META.substring(1)));
    }

    /** Asks for the tools, by an older revision. */
    static HttpCall legacyList() {
        return new HttpCall(headers(LEGACY), "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\",\"params\":{}}");
    }

    /** Ends a session; there is no body. */
    static HttpCall end() {
        return new HttpCall(Map.of("MCP-Protocol-Version", LEGACY), "");
    }

    /** Opens a session. */
    static HttpCall initialize() {
        return new HttpCall(headers(LEGACY), """
                {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"%s","capabilities":{},\
                "clientInfo":{"name":"bench","version":"1"}}}""".formatted(LEGACY));
    }

    static HttpCall initialized() {
        return new HttpCall(headers(LEGACY), "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    /** Opens a stream on which changes of the tools arrive. */
    static HttpCall listen() {
        return new HttpCall(modernHeaders("subscriptions/listen", ""), """
                {"jsonrpc":"2.0","id":1,"method":"subscriptions/listen",\
                "params":{"notifications":{"toolsListChanged":true}%s}}""".formatted(META));
    }

    private static String said(String text) {
        return text.isEmpty() ? "{}" : "{\"text\":\"" + text + "\"}";
    }

    private static String body(String tool, String arguments, String meta) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":" + arguments + meta + "}}";
    }

    private static Map<String, String> modernHeaders(String method, String name) {
        Map<String, String> headers = headers(MODERN);
        headers.put("Mcp-Method", method);
        if (!name.isEmpty()) {
            headers.put("Mcp-Name", name);
        }
        return headers;
    }

    private static Map<String, String> headers(String version) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json, text/event-stream");
        headers.put("MCP-Protocol-Version", version);
        return headers;
    }
}
