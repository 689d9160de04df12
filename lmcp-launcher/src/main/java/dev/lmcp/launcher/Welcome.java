package dev.lmcp.launcher;

import java.util.List;

/**
 * The text after a start: the URL, and a client configuration and a command to paste.
 *
 * @param localUrl the URL at which this process listens
 * @param publicUrl the URL that clients call, as that of a proxy; empty if it is not known
 * @param auth the names of the auth plugins in use, separated by commas; empty if there are none
 * @param token the generated token; empty if none was generated
 * @param tools the names of the tools
 */
record Welcome(String localUrl, String publicUrl, String auth, String token, String tools) {

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
                %s
                From a shell%s:
                %s
                """.formatted(
                        url() + (url().equals(localUrl) ? "" : "   (this process listens at " + localUrl + ")"),
                        auth.isEmpty() ? "none: every caller is accepted" : auth,
                        generated,
                        tools.isEmpty() ? "none: the report above has the reason" : wrapped(),
                        url(),
                        headers(),
                        loginNote(),
                        tokenNote(),
                        curl());
    }

    /** Returns the names of the tools, in lines of about 100 characters. */
    private String wrapped() {
        return tools.replaceAll("(.{72,}?,) ", "$1\n       ");
    }

    private String url() {
        return publicUrl.isEmpty() ? localUrl : publicUrl;
    }

    private boolean uses(String plugin) {
        return List.of(auth.split(", *")).contains(plugin);
    }

    /**
     * Returns the header field with the bearer token; empty if the plugins in use read another credential. With OAuth there
     * is none, because a client that is given the field does not log in.
     */
    private String headers() {
        return uses("bearer") && !uses("oauth")
                ? ", \"headers\": { \"Authorization\": \"Bearer " + tokenOrPlaceholder() + "\" }"
                : "";
    }

    private String loginNote() {
        return uses("oauth") ? "The client opens a browser for the login, and gets its access token itself.\n" : "";
    }

    private String tokenNote() {
        return uses("oauth") && token.isEmpty()
                ? ", with an access token of your authorization server in place of ACCESS-TOKEN"
                : "";
    }

    private String tokenOrPlaceholder() {
        if (!token.isEmpty()) {
            return token;
        }
        return uses("oauth") ? "ACCESS-TOKEN" : "YOUR-TOKEN";
    }

    private String curl() {
        boolean usesBearer = uses("bearer") || uses("oauth");
        String authorization = usesBearer ? " -H 'Authorization: Bearer " + tokenOrPlaceholder() + "'" : "";
        return "curl -s " + url() + authorization + " -H 'Content-Type: application/json'"
                + " -H 'Accept: application/json, text/event-stream' -H 'MCP-Protocol-Version: " + REVISION + "'"
                + " -H 'Mcp-Method: tools/list' -d '{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":"
                + "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"" + REVISION + "\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}'";
    }
}
