package dev.lmcp.launcher;

/**
 * What a person needs who has just started the server: lines to paste into a client.
 *
 * @param url where clients call
 * @param auth the auth plugins in use, possibly none
 * @param token the token that was made up, or nothing
 * @param tools what is offered
 */
record Welcome(String url, String auth, String token, String tools) {

    private static final String REVISION = "2026-07-28";

    String text() {
        String made = token.isEmpty() ? "" : "token  " + token + "   (made up for this run)\n";
        return """
                lmcp is ready
                url    %s
                auth   %s
                %stools  %s

                For an MCP client's configuration:
                { "mcpServers": { "lmcp": { "type": "http", "url": "%s"%s } } }

                From a shell:
                %s
                """.formatted(
                        url,
                        auth.isEmpty() ? "none: anybody may call" : auth,
                        made,
                        tools.isEmpty() ? "none: the report above tells why" : wrapped(),
                        url,
                        headers(),
                        curl());
    }

    /** The names, with at most 100 characters or so in a line. */
    private String wrapped() {
        return tools.replaceAll("(.{72,}?,) ", "$1\n       ");
    }

    /** What a bearer token is sent in; another plugin's credentials are sent in its own way. */
    private String headers() {
        return takesBearer() ? ", \"headers\": { \"Authorization\": \"Bearer " + shown() + "\" }" : "";
    }

    private boolean takesBearer() {
        return auth.contains("bearer") || auth.contains("oauth");
    }

    private String shown() {
        return token.isEmpty() ? "YOUR-TOKEN" : token;
    }

    private String curl() {
        String authorization = takesBearer() ? " -H 'Authorization: Bearer " + shown() + "'" : "";
        return "curl -s " + url + authorization + " -H 'Content-Type: application/json'"
                + " -H 'Accept: application/json, text/event-stream' -H 'MCP-Protocol-Version: " + REVISION + "'"
                + " -H 'Mcp-Method: tools/list' -d '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":"
                + "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"" + REVISION + "\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}'";
    }
}
