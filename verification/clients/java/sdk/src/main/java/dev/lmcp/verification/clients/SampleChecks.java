package dev.lmcp.verification.clients;

import static dev.lmcp.verification.clients.Clients.text;
import static dev.lmcp.verification.clients.Column.expect;

import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What every client does with the sample tools. */
final class SampleChecks {

    private static final List<String> TOOLS = List.of("echo", "add", "whoami", "sleep", "forecast");
    // Beyond ASCII, beyond the basic plane, and with what JSON must escape.
    private static final String ODD_TEXT = "grüße \"✓\" \\ \uD834\uDD1E\tend";

    private final Column column;
    private final String url;
    private final String token;

    SampleChecks(Column column, String url, String token) {
        this.column = column;
        this.url = url;
        this.token = token;
    }

    void run() {
        var client = Clients.of(url, Optional.of(token)).build();
        if (column.check("connect", () -> connect(client))) {
            column.check("list the tools", () -> list(client));
            column.check("call echo", () -> {
                var result = call(client, "echo", Map.of("text", ODD_TEXT));
                return succeeded(result, text(result).equals(ODD_TEXT));
            });
            column.check("call add", () -> {
                var result = call(client, "add", Map.of("a", 19, "b", 23));
                return succeeded(result, text(result).matches("(?s).*\\b42\\b.*"));
            });
            column.check("call whoami", () -> {
                var result = call(client, "whoami", Map.of());
                return succeeded(result, !text(result).isEmpty() && !text(result).contains(token));
            });
            column.check("call sleep", () -> sleep(client));
            column.check("call forecast", () -> {
                var result = call(client, "forecast", Map.of("city", "Lisbon", "days", 2));
                return succeeded(result, text(result).contains("Lisbon"));
            });
            column.check("a wrong argument is a tool error", () -> {
                var result = call(client, "forecast", Map.of("city", "Lisbon", "days", 9));
                expect(Boolean.TRUE.equals(result.isError()) && text(result).contains("days"), result);
                return text(result);
            });
            column.check("refused without a token", () -> refused(Optional.empty()));
            column.check("refused with a wrong token", () -> refused(Optional.of("not-the-token")));
        }
        column.check("end the session", () -> {
            expect(client.closeGracefully(), "a session that did not end");
            return "";
        });
    }

    private static String connect(McpSyncClient client) {
        var result = client.initialize();
        return result.serverInfo().name() + ", " + result.protocolVersion();
    }

    private static String list(McpSyncClient client) {
        var tools = client.listTools().tools();
        var names = tools.stream().map(Tool::name).toList();
        expect(names.containsAll(TOOLS), names);
        expect(tools.stream().allMatch(tool -> !tool.description().isEmpty()), tools);
        return String.join(" ", names);
    }

    private static String sleep(McpSyncClient client) {
        var start = System.nanoTime();
        var result = call(client, "sleep", Map.of("millis", 300));
        return succeeded(result, System.nanoTime() - start >= 300_000_000);
    }

    private String refused(Optional<String> other) {
        try (var client = Clients.of(url, other).build()) {
            client.initialize();
        } catch (RuntimeException refusal) {
            var cause = Column.innermost(refusal);
            expect(
                    cause instanceof McpHttpClientTransportAuthorizationException seen
                            && seen.getResponseInfo().statusCode() == 401,
                    cause);
            return "401";
        }
        throw new AssertionError("found a connection");
    }

    private static CallToolResult call(McpSyncClient client, String tool, Map<String, Object> arguments) {
        return client.callTool(
                CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static String succeeded(CallToolResult result, boolean claim) {
        expect(claim && !Boolean.TRUE.equals(result.isError()), result);
        return text(result);
    }
}
