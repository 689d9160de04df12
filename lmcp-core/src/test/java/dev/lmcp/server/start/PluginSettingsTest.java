package dev.lmcp.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.config.ConfigReaders;
import dev.lmcp.config.StartupException;
import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginSettingsTest {

    private final ConfigBuilder builder = Config.builder();
    private final StartupDiagnostics diagnostics = new StartupDiagnostics();
    private final UsedKeys usedKeys = new UsedKeys();

    private enum Mode {
        STRICT,
        VERY_LAX
    }

    private PluginSettings settings() {
        return new PluginSettings(ConfigReaders.of(builder), "lmcp.auth.test.", usedKeys, diagnostics);
    }

    private PluginSettings with(String key, String value) {
        builder.set("lmcp.auth.test." + key, value);
        return settings();
    }

    private List<String> problems() {
        return diagnostics.problems().stream()
                .map(problem -> problem.code() + ' ' + problem.text())
                .toList();
    }

    @Test
    void readsEveryKindOfValue(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("f"), "x");
        builder.set("lmcp.auth.test.text", "  two words ")
                .set("lmcp.auth.test.number", "7")
                .set("lmcp.auth.test.flag", "true")
                .set("lmcp.auth.test.duration", "5m")
                .set("lmcp.auth.test.list", "a, b  c,,d")
                .set("lmcp.auth.test.choice", "very-lax")
                .set("lmcp.auth.test.uri", "https://example.org/a")
                .set("lmcp.auth.test.file", file.toString())
                .set("lmcp.auth.test.secret", "s");

        PluginSettings settings = settings();

        assertThat(settings.prefix()).isEqualTo("lmcp.auth.test.");
        assertThat(settings.text("text")).contains("two words");
        assertThat(settings.required("text")).isEqualTo("two words");
        assertThat(settings.number("number", 1, 0, 9)).isEqualTo(7);
        assertThat(settings.flag("flag", false)).isTrue();
        assertThat(settings.duration("duration", Duration.ZERO, Duration.ZERO, Duration.ofHours(1)))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.list("list")).containsExactly("a", "b", "c", "d");
        assertThat(settings.choice("choice", Mode.class, Mode.STRICT)).isEqualTo(Mode.VERY_LAX);
        assertThat(settings.uri("uri")).contains(URI.create("https://example.org/a"));
        assertThat(settings.file("file")).contains(file);
        assertThat(settings.secret("secret").map(Secret::reveal)).contains("s");
        assertThat(settings.origin("text")).contains("code");
        assertThat(problems()).isEmpty();
    }

    @Test
    void returnsTheDefaultIfAKeyIsAbsentOrEmpty() {
        PluginSettings settings = with("text", " ");

        assertThat(settings.text("text")).isEmpty();
        assertThat(settings.number("number", 3, 0, 9)).isEqualTo(3);
        assertThat(settings.flag("flag", true)).isTrue();
        assertThat(settings.duration("duration", Duration.ofSeconds(2), Duration.ZERO, Duration.ofHours(1)))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.list("list")).isEmpty();
        assertThat(settings.choice("choice", Mode.class, Mode.STRICT)).isEqualTo(Mode.STRICT);
        assertThat(settings.uri("uri")).isEmpty();
        assertThat(settings.file("file")).isEmpty();
        assertThat(settings.secret("text")).isEmpty();
        assertThat(settings.origin("absent")).isEmpty();
        assertThat(problems()).isEmpty();
    }

    @Test
    void reportsEveryValueThatCannotBeUsed() {
        builder.set("lmcp.auth.test.number", "10")
                .set("lmcp.auth.test.word", "ten")
                .set("lmcp.auth.test.flag", "yes")
                .set("lmcp.auth.test.duration", "5 minutes")
                .set("lmcp.auth.test.long", "2h")
                .set("lmcp.auth.test.choice", "VERY_LAX")
                .set("lmcp.auth.test.uri", "/relative")
                .set("lmcp.auth.test.file", "no/such/file")
                .set("lmcp.auth.test.no-path", "a\0b");

        PluginSettings settings = settings();
        assertThat(settings.number("number", 1, 0, 9)).isEqualTo(1);
        settings.number("word", 1, 0, 9);
        assertThat(settings.flag("flag", false)).isFalse();
        settings.duration("duration", Duration.ZERO, Duration.ZERO, Duration.ofHours(1));
        settings.duration("long", Duration.ZERO, Duration.ofMillis(250), Duration.ofHours(1));
        settings.choice("choice", Mode.class, Mode.STRICT);
        settings.uri("uri");
        settings.file("file");
        settings.file("no-path");
        settings.required("missing");
        settings.problem("uri", "it is not ours; expected ours");

        String durations = ", written as 250ms, 30s, 5m, 24h or 366d";
        assertThat(problems())
                .containsExactly(
                        "LMCP-102 lmcp.auth.test.number is '10' (code); expected a whole number from 0 to 9",
                        "LMCP-102 lmcp.auth.test.word is 'ten' (code); expected a whole number from 0 to 9",
                        "LMCP-102 lmcp.auth.test.flag is 'yes' (code); expected 'true' or 'false'",
                        "LMCP-102 lmcp.auth.test.duration is '5 minutes' (code); expected a duration from 0s to 1h"
                                + durations,
                        "LMCP-102 lmcp.auth.test.long is '2h' (code); expected a duration from 250ms to 1h" + durations,
                        "LMCP-102 lmcp.auth.test.choice is 'VERY_LAX' (code); expected one of 'strict', 'very-lax'",
                        "LMCP-102 lmcp.auth.test.uri is '/relative' (code); expected an absolute URI",
                        "LMCP-102 lmcp.auth.test.file (code): file 'no/such/file' does not exist; expected a readable"
                                + " file: correct the path, or create the file",
                        "LMCP-102 lmcp.auth.test.no-path is 'a\0b' (code); expected the path of a file",
                        "LMCP-103 lmcp.auth.test.missing is not set; expected a value: set the key, or"
                                + " LMCP_AUTH_TEST_MISSING in the environment",
                        "LMCP-102 lmcp.auth.test.uri (code): it is not ours; expected ours");
    }

    @Test
    void readsFixedKeysFromTheEnvironmentAndNotNamedOnes() {
        builder.environment(Map.of(
                        "LMCP_AUTH_TEST_REALM", "r",
                        "LMCP_AUTH_TEST_TOKENS_ALICE_SCOPES", "all"))
                .set("lmcp.auth.test.tokens.alice.value", "t");

        PluginSettings settings = settings();
        Settings alice = settings.groupsUnder("tokens").get("alice");

        assertThat(settings.text("realm")).contains("r");
        assertThat(alice.prefix()).isEqualTo("lmcp.auth.test.tokens.alice.");
        assertThat(alice.secret("value").map(Secret::reveal)).contains("t");
        assertThat(alice.text("scopes")).isEmpty();
        alice.required("expires");
        assertThat(problems())
                .containsExactly(
                        "LMCP-103 lmcp.auth.test.tokens.alice.expires is not set; expected a value: set the key");
    }

    @Test
    void readsEntriesWithNamesOfTheOperator() {
        builder.set("lmcp.auth.test.keys.bob", "2")
                .set("lmcp.auth.test.keys.alice", "1")
                .set("lmcp.auth.test.rules.files.read*", "read")
                .set("lmcp.auth.test.rules.empty", "");

        PluginSettings settings = settings();

        assertThat(settings.secretsUnder("keys"))
                .containsOnlyKeys("alice", "bob")
                .hasToString("{alice=[secret], bob=[secret]}");
        assertThat(settings.entriesUnder("rules")).isEqualTo(Map.of("files.read*", "read"));
        assertThat(settings.groupsUnder("rules")).containsOnlyKeys("files");
    }

    @Test
    void reportsIgnoredSourcesOfASecret() {
        builder.environment(Map.of("LMCP_AUTH_TEST_TOKEN", "s3cret-a")).set("lmcp.auth.test.token", "s3cret-b");

        assertThat(settings().secret("token").map(Secret::reveal)).contains("s3cret-b");

        assertThat(diagnostics.warnings())
                .containsExactly(new StartupException.Problem(
                        "LMCP-109",
                        "lmcp.auth.test.token is taken from code; ignored: environment LMCP_AUTH_TEST_TOKEN"));
    }

    /** Writes a configuration file, reads the settings, and returns the warnings. */
    private List<String> warnings(Path file, String mode, String... lines) throws IOException {
        Files.write(file, List.of(lines));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        PluginSettings settings = settings();
        settings.secret("token");
        settings.secretsUnder("keys");
        settings.groupsUnder("tokens").values().forEach(group -> group.secret("value"));
        settings.text("url");
        settings.uri("proxy");
        settings.list("addresses");
        settings.entriesUnder("urls");
        return diagnostics.warnings().stream()
                .map(warning -> warning.code() + ' ' + warning.text())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token = s3cret",
                "keys.alice = s3cret",
                "tokens.alice.value = s3cret",
                "url = redis://user:s3cret@example.org",
                "url = jdbc:postgresql://example.org/db?ssl=true&Password=s3cret",
                "proxy = http://user:s3cret@proxy.example.org:3128",
                "addresses = a.example.org, redis://:s3cret@b.example.org",
                "urls.one = https://user:s3cret@example.org/",
            })
    void warnsAboutAConfigurationFileWithASecretThatOthersCanUse(String line, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("lmcp.properties");
        builder.set("lmcp.config-file", file.toString());

        assertThat(warnings(file, "rw-r-----", "lmcp.auth.test." + line, "lmcp.auth.test.name = x"))
                .containsExactly("LMCP-110 lmcp.auth.test." + line.substring(0, line.indexOf(' ')) + ": file '" + file
                        + "' is accessible to other users; expected mode 0600");
    }

    @Test
    void warnsAboutAFileOnTheClassPathAndOneWhoseSecretIsNotUsed(@TempDir Path folder) throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            builder.classPath(loader).set("lmcp.auth.test.token", "stronger");
            Path file = folder.resolve("lmcp.properties");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x---"));

            assertThat(warnings(file, "rw----r--", "lmcp.auth.test.token = s3cret", "lmcp.auth.test.keys.a = s3cret"))
                    .containsExactly(
                            "LMCP-110 lmcp.auth.test.token: file '" + file
                                    + "' is accessible to other users; expected mode 0600",
                            "LMCP-109 lmcp.auth.test.token is taken from code; ignored: lmcp.properties on the class path");
        }
    }

    /** As the folder to which {@code java -jar} unpacks a web archive. */
    @Test
    void doesNotWarnAboutTheClassPathInAPrivateFolder(@TempDir Path folder) throws IOException {
        Path below = Files.createDirectory(folder.resolve("classes"));
        Files.setPosixFilePermissions(below, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        try (URLClassLoader loader = new URLClassLoader(new URL[] {below.toUri().toURL()}, null)) {
            builder.classPath(loader);

            assertThat(warnings(below.resolve("lmcp.properties"), "rw-r--r--", "lmcp.auth.test.token = s3cret"))
                    .isEmpty();
        }
    }

    @Test
    void doesNotWarnAboutOtherConfigurationFiles(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("lmcp.properties");
        builder.set("lmcp.config-file", file.toString());

        assertThat(warnings(file, "rw-------", "lmcp.auth.test.token = s3cret", "lmcp.auth.test.url = a://b:c@d"))
                .isEmpty();
        assertThat(warnings(
                        file,
                        "rw-r--r--",
                        "lmcp.auth.test.token =",
                        "lmcp.auth.test.url = https://example.org:8080/a@b?page=1",
                        "lmcp.auth.test.proxy = http://proxy.example.org:3128"))
                .isEmpty();
    }

    @Test
    void warnsAboutAFileWithASecretThatOthersCanUse(@TempDir Path folder) throws IOException {
        for (String mode : List.of("rw-------", "r--------", "rw-r-----", "rw----r--", "rw--w----")) {
            Path file = Files.createFile(folder.resolve(mode));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            builder.set("lmcp.auth.test.key-" + mode.replace("-", "x"), file.toString());
        }
        PluginSettings settings = settings();

        for (String mode : List.of("rw-------", "r--------", "rw-r-----", "rw----r--", "rw--w----")) {
            assertThat(settings.secretFile("key-" + mode.replace("-", "x"))).contains(folder.resolve(mode));
        }
        assertThat(settings.secretFile("absent")).isEmpty();

        assertThat(diagnostics.warnings())
                .extracting(warning -> warning.code() + ' ' + warning.text())
                .containsExactly(
                        "LMCP-110 lmcp.auth.test.key-rwxrxxxxx: file '" + folder.resolve("rw-r-----")
                                + "' is accessible to other users; expected mode 0600",
                        "LMCP-110 lmcp.auth.test.key-rwxxxxrxx: file '" + folder.resolve("rw----r--")
                                + "' is accessible to other users; expected mode 0600",
                        "LMCP-110 lmcp.auth.test.key-rwxxwxxxx: file '" + folder.resolve("rw--w----")
                                + "' is accessible to other users; expected mode 0600");
    }

    @Test
    void findsKeysThatNothingReads() {
        Properties properties = new Properties();
        properties.setProperty("lmcp.auth.test.extra", "s3cret");
        builder.systemProperties(properties)
                .environment(Map.of("LMCP_AUTH_TEST_REALN", "s3cret", "LMCP_AUTH_IDLE_KEY", "x"))
                .defaultValue("lmcp.auth.test.unread", "s3cret")
                .set("lmcp.auth.test.relm", "s3cret")
                .set("lmcp.auth.idle.key", "x")
                .set("lmcp.elsewhere", "s3cret");

        settings().text("realm");
        usedKeys.idle("lmcp.auth.idle.");
        usedKeys.reportUnusedKeys(ConfigReaders.of(builder), diagnostics);

        String expected = " is not known; expected a key of docs/configuration.md or of a plugin found";
        assertThat(problems())
                .containsExactly(
                        "LMCP-101 key 'lmcp.auth.test.relm' (code)" + expected
                                + "; did you mean 'lmcp.auth.test.realm'?",
                        "LMCP-101 key 'lmcp.elsewhere' (code)" + expected);
        assertThat(diagnostics.warnings())
                .extracting(StartupException.Problem::code, StartupException.Problem::text)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "LMCP-108",
                                "key 'lmcp.auth.test.extra' (system property lmcp.auth.test.extra)" + expected),
                        org.assertj.core.groups.Tuple.tuple(
                                "LMCP-108",
                                "environment variable LMCP_AUTH_TEST_REALN is unknown and ignored; expected the name of a"
                                        + " key, such as LMCP_AUTH; did you mean 'LMCP_AUTH_TEST_REALM'?"));
    }
}
