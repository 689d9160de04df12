package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WelcomeTest {

    @Test
    void showsAGeneratedToken() {
        String text = new Welcome("http://127.0.0.1:1/mcp", "", "bearer", "made-up", "echo, add").text();

        assertThat(text)
                .contains(
                        "url    http://127.0.0.1:1/mcp\nauth   bearer\ntoken  made-up   (generated for this run)\ntools  echo, add\n")
                .contains("\"url\": \"http://127.0.0.1:1/mcp\", \"headers\": { \"Authorization\": \"Bearer made-up\" }")
                .contains("curl -s http://127.0.0.1:1/mcp -H 'Authorization: Bearer made-up'");
    }

    @Test
    void doesNotShowTheOperatorsToken() {
        assertThat(new Welcome("http://127.0.0.1:1/mcp", "", "bearer", "", "echo").text())
                .doesNotContain("token  ")
                .contains("Bearer YOUR-TOKEN");
    }

    @Test
    void showsNoBearerHeaderForOtherPlugins() {
        assertThat(new Welcome("http://127.0.0.1:1/mcp", "", "api-key", "", "echo").text())
                .contains("auth   api-key\ntools  echo\n")
                .doesNotContain("Authorization");
    }

    @Test
    void showsTheUrlThatClientsCallAndNoHeaderIfThereIsOAuth() {
        String text = new Welcome("http://127.0.0.1:1/mcp", "https://mcp.example/mcp", "oauth", "", "echo").text();

        assertThat(text)
                .contains("url    https://mcp.example/mcp   (this process listens at http://127.0.0.1:1/mcp)\n")
                .contains("""
                        { "mcpServers": { "lmcp": { "type": "http", "url": "https://mcp.example/mcp" } } }
                        The client opens a browser for the login, and gets its access token itself.

                        From a shell, with an access token of your authorization server in place of ACCESS-TOKEN:
                        curl -s https://mcp.example/mcp -H 'Authorization: Bearer ACCESS-TOKEN' \
                        """)
                .doesNotContain("YOUR-TOKEN")
                .doesNotContain("headers");
    }

    @Test
    void showsAGeneratedTokenOnlyForTheShellIfThereIsOAuthToo() {
        String url = "http://127.0.0.1:1/mcp";
        String text = new Welcome(url, url, "bearer, oauth", "made-up", "echo").text();

        assertThat(text)
                .contains("url    http://127.0.0.1:1/mcp\nauth   bearer, oauth\ntoken  made-up ")
                .contains("From a shell:\ncurl -s http://127.0.0.1:1/mcp -H 'Authorization: Bearer made-up'")
                .doesNotContain("\"headers\"");
    }

    @Test
    void takesNoOtherPluginForBearer() {
        assertThat(new Welcome("http://127.0.0.1:1/mcp", "", "bearer-of-ours, no-oauth", "", "echo").text())
                .doesNotContain("Authorization");
    }

    @Test
    void saysThatEveryCallerIsAccepted() {
        assertThat(new Welcome("http://127.0.0.1:1/mcp", "", "", "", "echo").text())
                .contains("auth   none: every caller is accepted\n")
                .doesNotContain("Authorization");
    }

    @Test
    void tellsThatThereAreNoToolsAndBreaksLongLists() {
        assertThat(new Welcome("http://127.0.0.1:1/mcp", "", "bearer", "", "").text())
                .contains("tools  none: the report above has the reason\n");
        String many = String.join(", ", java.util.Collections.nCopies(36, "tool_number_x"));
        assertThat(new Welcome("http://127.0.0.1:1/mcp", "", "bearer", "", many)
                        .text()
                        .lines()
                        .filter(line -> line.contains("tool_number_x")))
                .hasSize(8)
                .allMatch(line -> line.length() < 100 && line.matches("(tools  | {7})tool.*"));
    }
}
