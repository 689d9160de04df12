package dev.lmcp.auth.bearer;

import static dev.lmcp.auth.bearer.BearerTrial.STRONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the plugin's keys in {@code docs/configuration.md} with the keys that the plugin reads. */
class BearerDocumentTest {

    @Test
    void namesExactlyTheKeysThatThePluginReads() throws IOException {
        BearerTrial trial = new BearerTrial();
        trial.settings.with("tokens.alice.value", STRONG);
        try (trial) {
            trial.start().close();
        }

        Set<String> documented = new TreeSet<>();
        Matcher keys = Pattern.compile("(?m)^\\| `(lmcp\\.auth\\.bearer\\.[^`]+)` \\| (\\S*)")
                .matcher(Files.readString(Path.of("..", "docs", "configuration.md")));
        while (keys.find()) {
            documented.add(keys.group(1));
            assertThat(keys.group(2)).isEqualTo(keys.group(1).endsWith("allow-weak-tokens") ? "`false`" : "|");
        }
        assertThat(documented)
                .containsExactlyElementsOf(trial.settings.keysRead().stream()
                        .map(BearerTrial.PREFIX::concat)
                        .toList());
    }
}
