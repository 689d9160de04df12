package dev.lmcp.launcher;

/**
 * What a person needs who has just started the server: lines to paste into a client.
 *
 * @param url where clients call
 * @param token the token that was made up, or nothing
 */
record Welcome(String url, String token) {

    private static final String REVISION = "2026-07-28";

    String text() {
        String shown = token.isEmpty() ? "YOUR-TOKEN" : token;
        String made = token.isEmpty() ? "" : "token  " + token + "   (made up for this run)\n";
        return """
                lmcp is ready
                url    %s
                %s
                For an MCP client's configuration:
                { "mcpServers": { "lmcp": { "type": "http", "url": "%s", "headers": { "Authorization": "Bearer %s" } } } }

                From a shell:
                %s
                """.formatted(url, made, url, shown, curl(shown));
    }

    private String curl(String shown) {
        return "curl -s " + url + " -H 'Authorization: Bearer " + shown + "' -H 'Content-Type: application/json'"
                + " -H 'Accept: application/json, text/event-stream' -H 'MCP-Protocol-Version: " + REVISION + "'"
                + " -H 'Mcp-Method: tools/list' -d '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":"
                + "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"" + REVISION + "\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}'";
    }
}
