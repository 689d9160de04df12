package dev.lmcp.testkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.spi.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSettingsTest {

    private final TestSettings settings =
            TestSettings.of("lmcp.auth.x.", "issuers.a.url = https://a.example", "keys.alice = secret", "size = many");

    @Test
    void rememberTheKeysThatWereRead() {
        settings.text("token");
        settings.number("size", 1, 0, 9);
        settings.secretsUnder("keys");
        settings.origin("other");
        settings.groupsUnder("issuers").values().forEach(issuer -> issuer.uri("url"));

        assertThat(settings.keysRead()).containsExactly("issuers.NAME.url", "keys.NAME", "size", "token");
    }

    @Test
    void reportMalformedValuesAndReturnTheDefault(@TempDir Path folder) {
        settings.with("file", folder.resolve("absent").toString());

        assertThat(settings.number("size", 1, 0, 9)).isEqualTo(1);
        assertThat(settings.required("token")).isEmpty();
        assertThat(settings.file("file")).isEmpty();
        settings.groupsUnder("issuers").get("a").problem("url", "is not one of ours");

        assertThat(settings.problems())
                .containsExactly(
                        "file file '" + folder.resolve("absent")
                                + "' does not exist; expected a readable file: correct the path, or create the file",
                        "issuers.a.url is not one of ours",
                        "size is 'many', which cannot be read",
                        "token is not set");
    }

    @Test
    void returnTheOriginOfAKey() {
        settings.with("token", "x", "environment LMCP_TOKEN").with("ttl", "2m");
        Settings issuer = settings.groupsUnder("issuers").get("a");

        assertThat(settings.origin("token")).contains("environment LMCP_TOKEN");
        assertThat(settings.origin("ttl")).contains("test");
        assertThat(settings.origin("absent")).isEmpty();
        assertThat(issuer.origin("url")).contains("test");
        assertThat(issuer.prefix()).isEqualTo("lmcp.auth.x.issuers.a.");
        assertThat(settings.duration("ttl", Duration.ZERO, Duration.ZERO, Duration.ZERO))
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.entriesUnder("keys")).isEqualTo(Map.of("alice", "secret"));
    }
}
