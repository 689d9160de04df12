package dev.lmcp.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WelcomeTest {

    @Test
    void showsATokenThatWasMadeUp() {
        String text = new Welcome("http://127.0.0.1:1/mcp", "made-up").text();

        assertThat(text)
                .contains("url    http://127.0.0.1:1/mcp\n", "token  made-up   (made up for this run)\n")
                .contains("\"url\": \"http://127.0.0.1:1/mcp\", \"headers\": { \"Authorization\": \"Bearer made-up\" }")
                .contains("curl -s http://127.0.0.1:1/mcp -H 'Authorization: Bearer made-up'");
    }

    @Test
    void showsNoTokenOfTheOperators() {
        assertThat(new Welcome("http://127.0.0.1:1/mcp", "").text())
                .doesNotContain("token  ")
                .contains("Bearer YOUR-TOKEN");
    }
}
