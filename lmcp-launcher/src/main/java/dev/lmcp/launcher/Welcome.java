package dev.lmcp.launcher;

/**
 * The text after a start: the URL, and a client configuration and a command to paste.
 *
 * @param url the URL of the MCP endpoint
 * @param auth the names of the auth plugins in use; empty if there are none
 * @param token the generated token; empty if none was generated
 * @param tools the names of the tools
 */
record Welcome(String url, String auth, String token, String tools) {

    private static final String REVISION = "2026-07-28";

    String text() {
        String generated = token.isEmpty() ? "" : "token  " + token + "   (generated for this run)\n";
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
                        auth.isEmpty() ? "none: every caller is accepted" : auth,
                        generated,
                        tools.isEmpty() ? "none: the report above has the reason" : wrapped(),
                        url,
                        headers(),
                        curl());
    }

    /** Returns the names of the tools, in lines of about 100 characters. */
    private String wrapped() {
        return tools.replaceAll("(.{72,}?,) ", "$1\n       ");
    }

    /** Returns the header field with the bearer token; empty if the plugins in use read another credential. */
    private String headers() {
        return usesBearer() ? ", \"headers\": { \"Authorization\": \"Bearer " + tokenOrPlaceholder() + "\" }" : "";
    }

    private boolean usesBearer() {
        return auth.contains("bearer") || auth.contains("oauth");
    }

    private String tokenOrPlaceholder() {
        return token.isEmpty() ? "YOUR-TOKEN" : token;
    }

    private String curl() {
        String authorization = usesBearer() ? " -H 'Authorization: Bearer " + tokenOrPlaceholder() + "'" : "";
        return "curl -s " + url + authorization + " -H 'Content-Type: application/json'"
                + " -H 'Accept: application/json, text/event-stream' -H 'MCP-Protocol-Version: " + REVISION + "'"
                + " -H 'Mcp-Method: tools/list' -d '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":"
                + "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"" + REVISION + "\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}'";
    }
}
