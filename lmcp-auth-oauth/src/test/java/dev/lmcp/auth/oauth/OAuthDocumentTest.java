package dev.lmcp.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.testkit.plugin.TestServices;
import dev.lmcp.testkit.plugin.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the keys in {@code docs/oauth.md} with the keys that the plugin reads. */
class OAuthDocumentTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\|");
    private static final Pattern KEY = Pattern.compile("`([^`]+)`");

    @Test
    void documentsExactlyTheKeysThatThePluginReads() throws IOException {
        TestSettings settings = TestSettings.of(
                "lmcp.auth.oauth.",
                "resource=https://mcp.example/mcp",
                "issuer=https://issuer.example",
                "token-format=auto",
                "discovery=off");
        try (TestServices services = TestServices.withThreads(TestIssuer.CLOCK)) {
            new OAuthProvider().create(settings, services).close();
        }

        assertThat(settings.keysRead()).containsExactlyElementsOf(documented());
    }

    private static Set<String> documented() throws IOException {
        String settings = Files.readString(Path.of("..", "docs", "oauth.md"))
                .split("\n## Settings\n", 2)[1]
                .split("\n## ", 2)[0];
        Set<String> keys = new TreeSet<>();
        Matcher rows = ROW.matcher(settings);
        while (rows.find()) {
            Matcher names = KEY.matcher(rows.group(1));
            while (names.find()) {
                keys.add(names.group(1));
            }
        }
        return keys;
    }
}
