package dev.lmcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

    private static final String TOKEN = "lmcp.auth.bearer.token";

    @TempDir
    Path directory;

    private static Config environment(Map<String, String> variables) {
        return Config.builder().environment(variables).build();
    }

    private static String value(Config config, String key) {
        return config.find(key).map(Config.Entry::value).orElse("(absent)");
    }

    private static String origin(Config config, String key) {
        return config.find(key).map(Config.Entry::origin).orElse("(absent)");
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static Properties properties(String key, String value) {
        Properties properties = new Properties();
        properties.setProperty(key, value);
        return properties;
    }

    @Test
    void letsEachSourceWinOverTheOnesBelowIt() throws IOException {
        String key = "lmcp.name";
        Path file = file("lmcp.conf", "lmcp.name=from file");
        ConfigBuilder builder = Config.builder().defaultValue(key, "from default");

        assertThat(value(builder.build(), key)).isEqualTo("from default");
        builder.set("lmcp.config", file.toString());
        assertThat(value(builder.build(), key)).isEqualTo("from file");
        builder.environment(Map.of("LMCP_NAME", "from environment"));
        assertThat(value(builder.build(), key)).isEqualTo("from environment");
        builder.systemProperties(properties(key, "from property"));
        assertThat(value(builder.build(), key)).isEqualTo("from property");
        builder.parameters(Map.of(key, "from context"), "context parameter");
        assertThat(value(builder.build(), key)).isEqualTo("from context");
        builder.parameters(Map.of(key, "from init"), "init parameter");
        assertThat(value(builder.build(), key)).isEqualTo("from init");
        builder.flags(Map.of("--name", "from flag"));
        assertThat(value(builder.build(), key)).isEqualTo("from flag");
        builder.set(key, "from code");
        assertThat(value(builder.build(), key)).isEqualTo("from code");
    }

    @Test
    void tellsTheOriginAndWhoLost() throws IOException {
        Path file = file("lmcp.conf", "lmcp.name=a");

        Config config = Config.builder()
                .environment(Map.of("LMCP_CONFIG", file.toString(), "LMCP_NAME", "b"))
                .systemProperties(properties("lmcp.name", "c"))
                .parameters(Map.of("lmcp.name", "d", "other", "e"), "context parameter")
                .build();

        assertThat(config.find("lmcp.name")).hasValueSatisfying(entry -> {
            assertThat(entry.origin()).isEqualTo("context parameter lmcp.name");
            assertThat(entry.ignored())
                    .containsExactly("system property lmcp.name", "environment LMCP_NAME", "file '" + file + "'");
        });
        assertThat(config.under("other")).isEmpty();
    }

    @Test
    void letsAnEmptyValueHideWhatIsBelowIt() {
        Config config = Config.builder()
                .environment(Map.of("LMCP_SCOPES_REQUIRED", "read"))
                .flags(Map.of("--lmcp.scopes.required", ""))
                .build();

        assertThat(value(config, "lmcp.scopes.required")).isEmpty();
    }

    @Test
    void neverPrintsAValue() {
        Config config = Config.builder()
                .environment(Map.of("LMCP_TOKEN", "s3cret-a"))
                .systemProperties(properties(TOKEN, "s3cret-b"))
                .set(TOKEN, "s3cret-c")
                .build();

        assertThat(config.toString()).contains(TOKEN).doesNotContain("s3cret");
        assertThat(config.find(TOKEN).orElseThrow().toString())
                .isEqualTo(TOKEN + " (code)")
                .doesNotContain("s3cret");
        assertThat(config.find(TOKEN).orElseThrow().ignored().toString()).doesNotContain("s3cret");
    }

    @Nested
    class FromTheEnvironment {

        @Test
        void readsNamesDerivedFromKeys() {
            Config config = environment(Map.of("LMCP_AUTH_OAUTH_JWKS_URI", "https://as.example/keys"));

            assertThat(value(config, "lmcp.auth.oauth.jwks-uri")).isEqualTo("https://as.example/keys");
            assertThat(origin(config, "lmcp.auth.oauth.jwks-uri")).isEqualTo("environment LMCP_AUTH_OAUTH_JWKS_URI");
        }

        @Test
        void readsTheFirstLmcpsNames() {
            Config config = environment(Map.of(
                    "LMCP_TOKEN",
                    "t",
                    "LMCP_HOST",
                    "h",
                    "LMCP_PORT",
                    "1",
                    "LMCP_NAME",
                    "n",
                    "LMCP_TRANSPORT",
                    "stdio",
                    "LMCP_TOOLS_DIR",
                    "d"));

            assertThat(value(config, TOKEN)).isEqualTo("t");
            assertThat(value(config, "lmcp.transport.http.host")).isEqualTo("h");
            assertThat(value(config, "lmcp.transport.http.port")).isEqualTo("1");
            assertThat(value(config, "lmcp.name")).isEqualTo("n");
            assertThat(value(config, "lmcp.transport")).isEqualTo("stdio");
            assertThat(value(config, "lmcp.plugins")).isEqualTo("d");
            assertThat(config.environmentNames()).containsExactlyInAnyOrder("LMCP_NAME", "LMCP_TRANSPORT");
        }

        @Test
        void prefersTheDerivedNameAndTellsSo() {
            Config config = environment(Map.of("LMCP_TOKEN", "old", "LMCP_AUTH_BEARER_TOKEN", "new"));

            assertThat(value(config, TOKEN)).isEqualTo("new");
            assertThat(config.find(TOKEN).orElseThrow().ignored()).containsExactly("environment LMCP_TOKEN");
        }

        @Test
        void ignoresWhatAnOrchestratorSetsForAServiceNamedLmcp() {
            Config config = environment(Map.of(
                    "LMCP_PORT", "tcp://10.0.0.1:8080",
                    "LMCP_PORT_8080_TCP", "tcp://10.0.0.1:8080",
                    "LMCP_PORT_8080_TCP_PROTO", "tcp",
                    "LMCP_PORT_8080_TCP_PORT", "8080",
                    "LMCP_SERVICE_HOST", "10.0.0.1",
                    "LMCP_SERVICE_PORT_HTTP", "8080"));

            assertThat(config.find("lmcp.transport.http.port")).isEmpty();
            assertThat(config.environmentNames()).isEmpty();
        }

        @Test
        void isNotAskedForKeysThatAUserNames() {
            Config config = environment(Map.of("LMCP_AUTH_BEARER_TOKENS_ALICE_VALUE", "t"));

            assertThat(config.under("lmcp.auth.bearer.tokens.")).isEmpty();
        }
    }

    @Nested
    class FromAFile {

        @Test
        void prefersTheNamedFileToTheOneOnTheClassPath() throws IOException {
            file("lmcp.properties", "lmcp.name=from the class path\nlmcp.title=x");
            Path named = file("named.properties", "lmcp.name = näm");
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
                Config found = Config.builder().classPath(loader).build();
                Config other = Config.builder()
                        .classPath(loader)
                        .environment(Map.of("LMCP_CONFIG", named.toString()))
                        .build();

                assertThat(value(found, "lmcp.name")).isEqualTo("from the class path");
                assertThat(origin(found, "lmcp.name")).isEqualTo("lmcp.properties on the class path");
                assertThat(value(other, "lmcp.name")).isEqualTo("näm");
                assertThat(other.find("lmcp.title")).isEmpty();
            }
        }

        @Test
        void notesAFileThatIsNotThere() {
            Path missing = directory.resolve("missing");

            assertThat(environment(Map.of("LMCP_CONFIG", missing.toString())).problems())
                    .containsExactly(new StartupException.Problem(
                            "LMCP-104",
                            "file '" + missing + "' (environment LMCP_CONFIG) cannot be read; expected a readable text"
                                    + " file in UTF-8: correct the path, the file's rights or its content"));
        }

        @Test
        void notesAFileThatIsNotTextOrHasAFaultyEscape() throws IOException {
            Path bytes =
                    Files.write(directory.resolve("bytes"), "lmcp.name=\u00e4".getBytes(StandardCharsets.ISO_8859_1));
            Path escape = file("escape", "lmcp.name=\\u00zz");

            assertThat(environment(Map.of("LMCP_CONFIG", bytes.toString())).problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.text()).contains("is not UTF-8"));
            assertThat(environment(Map.of("LMCP_CONFIG", escape.toString())).problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.text()).contains("has a faulty \\u escape"));
        }

        @Test
        void notesAKeyThatIsSetTwice() throws IOException {
            Path file = file("twice", "lmcp.name=a\nlmcp.name=b\n");

            assertThat(environment(Map.of("LMCP_CONFIG", file.toString())).problems())
                    .containsExactly(new StartupException.Problem(
                            "LMCP-107",
                            "key 'lmcp.name' is set twice (file '" + file + "'); expected one line: remove the other"));
        }
    }

    @Nested
    class FromTheFirstLmcpsFile {

        private Config conf(String content) throws IOException {
            return environment(Map.of("LMCP_CONF", file("lmcp.conf", content).toString()));
        }

        @Test
        void splitsAtTheFirstEqualsSign() throws IOException {
            assertThat(value(conf(".godparticle=abc=="), TOKEN)).isEqualTo("abc==");
            assertThat(value(conf("# comment\nport = 8080\n  .godparticle =  abc==  \n"), TOKEN))
                    .isEqualTo("abc==");
            assertThat(value(conf("#.godparticle = old\n.godparticle = new"), TOKEN))
                    .isEqualTo("new");
        }

        @Test
        void tellsItsPathSoThatItCanBeReadAgain() throws IOException {
            Config config = conf(".godparticle = t");

            String path = directory.resolve("lmcp.conf").toString();
            assertThat(value(config, "lmcp.auth.bearer.conf-file")).isEqualTo(path);
            assertThat(origin(config, TOKEN)).isEqualTo(".godparticle in '" + path + "'");
        }

        @Test
        void yieldsToTheEnvironmentAndTheFlag() throws IOException {
            Path conf = file("lmcp.conf", ".godparticle = from file");
            ConfigBuilder builder = Config.builder()
                    .environment(Map.of("LMCP_CONF", conf.toString(), "LMCP_TOKEN", "from environment"));

            assertThat(value(builder.build(), TOKEN)).isEqualTo("from environment");
            Config config = builder.flags(Map.of("--auth", "from flag")).build();
            assertThat(value(config, TOKEN)).isEqualTo("from flag");
            assertThat(config.find(TOKEN).orElseThrow().ignored())
                    .containsExactly("environment LMCP_TOKEN", ".godparticle in '" + conf + "'");
        }

        @Test
        void notesWhereThereIsNoFileOrNoToken() throws IOException {
            Path missing = directory.resolve("missing");
            Path empty = file("empty", ".godparticle =\nother = x\n");

            assertThat(environment(Map.of("LMCP_CONF", missing.toString())).problems())
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo("LMCP-105");
                        assertThat(problem.text())
                                .startsWith("file '" + missing + "' (environment LMCP_CONF) cannot be read");
                    });
            assertThat(environment(Map.of("LMCP_CONF", empty.toString())).problems())
                    .containsExactly(
                            new StartupException.Problem(
                                    "LMCP-105",
                                    "file '" + empty
                                            + "' (environment LMCP_CONF) holds no token; expected a line '.godparticle = TOKEN'"));
        }
    }

    @Nested
    class FromFlags {

        @Test
        void takesATokenFromAVariableOfAnyName() {
            Config config = Config.builder()
                    .environment(Map.of("MY_TOKEN", "t"))
                    .flags(Map.of("--auth", "env:MY_TOKEN"))
                    .build();

            assertThat(value(config, TOKEN)).isEqualTo("t");
            assertThat(origin(config, TOKEN)).isEqualTo("flag --auth, environment MY_TOKEN");
        }

        @Test
        void notesAVariableThatIsNotSet() {
            Config config =
                    Config.builder().flags(Map.of("--auth", "env:MY_TOKEN")).build();

            assertThat(config.find(TOKEN)).isEmpty();
            assertThat(config.problems())
                    .containsExactly(new StartupException.Problem(
                            "LMCP-105",
                            "flag --auth names the environment variable 'MY_TOKEN', which is not set; expected it to"
                                    + " hold the token: set it, or leave the flag out"));
        }

        @Test
        void notesAnUnknownFlagWithTheNearest() {
            assertThat(Config.builder().flags(Map.of("--prot", "1")).build().problems())
                    .containsExactly(new StartupException.Problem(
                            "LMCP-106",
                            "flag '--prot' is not known; expected a flag that --help lists; did you mean '--port'?"));
        }

        @Test
        void tellsEveryProblemAtOnce() {
            Config config = Config.builder()
                    .environment(Map.of("LMCP_CONFIG", directory.resolve("a").toString()))
                    .flags(Map.of("--wrong", "1", "--auth", "env:NONE"))
                    .set("lmcp.auth.bearer.conf-file", directory.resolve("b").toString())
                    .build();

            assertThat(config.problems().stream().map(StartupException.Problem::code))
                    .isEqualTo(List.of("LMCP-105", "LMCP-106", "LMCP-104", "LMCP-105"));
        }
    }
}
