package dev.lmcp.launcher;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The requests of the training. None of them runs a tool of the operator. */
final class TrainingCalls {

    static final String TOOL = "lmcp-training";
    static final String NON_BLOCKING_TOOL = "lmcp-training-non-blocking";

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final String ARGUMENTS = "\"arguments\":{\"text\":\"hello\"}";
    private static final String MODERN = "2026-07-28";
    private static final String LEGACY = "2025-11-25";
    private static final Pattern SESSION = Pattern.compile("(?i)\r\nmcp-session-id: *(\\S+)");

    private final URI endpoint;
    private final String token;

    /**
     * Creates the requests.
     *
     * @param token the shared token; empty if there is none
     */
    TrainingCalls(String endpoint, String token) {
        this.endpoint = URI.create(endpoint);
        this.token = token;
    }

    /** Sends requests of both eras over a socket. Their answers do not matter. */
    void send() throws IOException {
        modern("server/discover", "");
        modern("tools/list", "");
        modern("tools/call", NON_BLOCKING_TOOL);
        modern("tools/call", TOOL);
        String begun = post(
                "",
                "\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"" + LEGACY
                        + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"training\",\"version\":\"1\"}}");
        Matcher session = SESSION.matcher(begun);
        if (session.find()) {
            String fields = "MCP-Protocol-Version: " + LEGACY + "\r\nMcp-Session-Id: " + session.group(1) + "\r\n";
            post(fields, "\"method\":\"notifications/initialized\"");
            post(fields, "\"id\":2,\"method\":\"ping\"");
            post(fields, "\"id\":3,\"method\":\"tools/list\"");
            post(fields, "\"id\":4,\"method\":\"tools/call\",\"params\":{" + name(TOOL) + ARGUMENTS + '}');
            exchange("DELETE", fields, "");
        }
    }

    /**
     * Sends a request of the modern era.
     *
     * @param tool the tool to call; empty if the method calls none
     */
    private void modern(String method, String tool) throws IOException {
        String fields = "MCP-Protocol-Version: " + MODERN + "\r\nMcp-Method: " + method + "\r\n"
                + (tool.isEmpty() ? "" : "Mcp-Name: " + tool + "\r\n");
        String params = tool.isEmpty() ? "" : name(tool) + ARGUMENTS + ',';
        post(
                fields,
                "\"id\":1,\"method\":\"" + method + "\",\"params\":{" + params
                        + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"" + MODERN
                        + "\",\"io.modelcontextprotocol/clientCapabilities\":{},\"io.modelcontextprotocol/clientInfo\":"
                        + "{\"name\":\"training\",\"version\":\"1\"}}}");
    }

    private static String name(String tool) {
        return "\"name\":\"" + tool + "\",";
    }

    private String post(String fields, String members) throws IOException {
        return exchange("POST", fields, "{\"jsonrpc\":\"2.0\"," + members + "}");
    }

    private String exchange(String method, String fields, String body) throws IOException {
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        String request = method + ' ' + endpoint.getPath() + " HTTP/1.1\r\nHost: " + endpoint.getAuthority()
                + "\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Accept: application/json, text/event-stream\r\n" + authorization + fields + "Content-Length: "
                + body.length() + "\r\n\r\n" + body;
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
