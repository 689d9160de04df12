package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WelcomeTest {

    @Test
    void showsAGeneratedToken() {
        String text = new Welcome("http://127.0.0.1:1/mcp", "bearer", "made-up", "echo, add").text();

        assertThat(text)
                .contains(
                        "url    http://127.0.0.1:1/mcp\nauth   bearer\ntoken  made-up   (generated for this run)\ntools  echo, add\n")
                .contains("\"url\": \"http://127.0.0.1:1/mcp\", \"headers\": { \"Authorization\": \"Bearer made-up\" }")
                .contains("curl -s http://127.0.0.1:1/mcp -H 'Authorization: Bearer made-up'");
    }

    @Test
    void doesNotShowTheOperatorsToken() {
        assertThat(new Welcome("http://127.0.0.1:1/mcp", "bearer", "", "echo").text())
                .doesNotContain("token  ")
                .contains("Bearer YOUR-TOKEN");
    }

    @Test
    void showsNoBearerHeaderForOtherPlugins() {
        assertThat(new Welcome("http://127.0.0.1:1/mcp", "api-key", "", "echo").text())
                .contains("auth   api-key\ntools  echo\n")
                .doesNotContain("Authorization");
    }

    @Test
    void saysThatEveryCallerIsAccepted() {
        assertThat(new Welcome("http://127.0.0.1:1/mcp", "", "", "echo").text())
                .contains("auth   none: every caller is accepted\n")
                .doesNotContain("Authorization");
    }

    @Test
    void tellsThatThereAreNoToolsAndBreaksLongLists() {
        assertThat(new Welcome("http://127.0.0.1:1/mcp", "bearer", "", "").text())
                .contains("tools  none: the report above has the reason\n");
        String many = String.join(", ", java.util.Collections.nCopies(36, "tool_number_x"));
        assertThat(new Welcome("http://127.0.0.1:1/mcp", "bearer", "", many)
                        .text()
                        .lines()
                        .filter(line -> line.contains("tool_number_x")))
                .hasSize(8)
                .allMatch(line -> line.length() < 100 && line.matches("(tools  | {7})tool.*"));
    }
}
