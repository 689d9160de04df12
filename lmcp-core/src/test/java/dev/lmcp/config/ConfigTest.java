package dev.lmcp.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
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
    private static final String SAVE = "; expected a text file in UTF-8: save it in that encoding";

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

    private Path bytes(String content, Charset charset) throws IOException {
        return Files.write(directory.resolve("bytes"), content.getBytes(charset));
    }

    /** The one problem with a configuration file, without the file's name. */
    private static String problemsOf(Path file) {
        StartupException.Problem problem = environment(Map.of("LMCP_CONFIG_FILE", file.toString()))
                .reader()
                .problems()
                .get(0);
        String named = "file '" + file + "' (environment LMCP_CONFIG_FILE) ";
        assertThat(problem.code()).isEqualTo("LMCP-104");
        assertThat(problem.text()).startsWith(named);
        return problem.text().substring(named.length());
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
        builder.set("lmcp.config-file", file.toString());
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
                .environment(Map.of("LMCP_CONFIG_FILE", file.toString(), "LMCP_NAME", "b"))
                .systemProperties(properties("lmcp.name", "c"))
                .parameters(Map.of("lmcp.name", "d", "other", "e"), "context parameter")
                .build();

        assertThat(config.find("lmcp.name")).hasValueSatisfying(entry -> {
            assertThat(entry.origin()).isEqualTo("context parameter lmcp.name");
            assertThat(entry.ignored())
                    .containsExactly("system property lmcp.name", "environment LMCP_NAME", "file '" + file + "'");
        });
        assertThat(config.reader().under("other")).isEmpty();
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
                .environment(Map.of("LMCP_AUTH_BEARER_TOKEN", "s3cret-a"))
                .systemProperties(properties(TOKEN, "s3cret-b"))
                .set(TOKEN, "s3cret-c")
                .build();

        assertThat(config.toString()).contains(TOKEN).doesNotContain("s3cret");
        assertThat(config.find(TOKEN).orElseThrow().toString())
                .isEqualTo(TOKEN + " (code)")
                .doesNotContain("s3cret");
        assertThat(config.find(TOKEN).orElseThrow().ignored().toString())
                .contains("environment LMCP_AUTH_BEARER_TOKEN")
                .doesNotContain("s3cret");
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
        void readsTheNamesOfLmcpForLua() {
            Config config = environment(Map.of("LMCP_NAME", "n", "LMCP_TRANSPORT", "stdio", "LMCP_TOOLS_DIR", "d"));

            assertThat(value(config, "lmcp.name")).isEqualTo("n");
            assertThat(value(config, "lmcp.transport")).isEqualTo("stdio");
            assertThat(value(config, "lmcp.plugin-directory")).isEqualTo("d");
            assertThat(config.reader().unexplainedNames()).containsExactly("LMCP_NAME", "LMCP_TRANSPORT");
        }

        @Test
        void readsTheAliasesOfPlugins() {
            ConfigReader before = environment(Map.of("LMCP_TOKEN", "t")).reader();
            ConfigReader after = before.withAliases(Map.of("LMCP_TOKEN", TOKEN));

            assertThat(before.find(TOKEN)).isEmpty();
            assertThat(before.unexplainedNames()).containsExactly("LMCP_TOKEN");
            assertThat(after.find(TOKEN)).map(Config.Entry::value).contains("t");
            assertThat(after.unexplainedNames()).isEmpty();
        }

        @Test
        void letsTwoPluginsTakeOneName() {
            ConfigReader config = environment(Map.of("LMCP_PORT", "1"))
                    .reader()
                    .withAliases(Map.of("LMCP_PORT", "lmcp.transport.a.port"))
                    .withAliases(Map.of("LMCP_PORT", "lmcp.transport.b.port"));

            assertThat(config.find("lmcp.transport.a.port")).isPresent();
            assertThat(config.find("lmcp.transport.b.port")).isPresent();
        }

        @Test
        void prefersTheDerivedNameAndTellsSo() {
            ConfigReader config = environment(Map.of("LMCP_TOKEN", "old", "LMCP_AUTH_BEARER_TOKEN", "new"))
                    .reader()
                    .withAliases(Map.of("LMCP_TOKEN", TOKEN));

            assertThat(config.find(TOKEN)).hasValueSatisfying(entry -> {
                assertThat(entry.value()).isEqualTo("new");
                assertThat(entry.ignored()).containsExactly("environment LMCP_TOKEN");
            });
        }

        @Test
        void leavesTheNamesAloneThatTheProgramReadsItself() {
            Config config = Config.builder()
                    .environment(Map.of("LMCP_PORT", "1", "LMCP_PROT", "2"))
                    .flags(Map.of("--port", "1", "--prot", "2"))
                    .programNames(List.of("LMCP_PORT", "--port"))
                    .build();

            assertThat(config.reader().unexplainedNames()).containsExactly("--prot", "LMCP_PROT");
            assertThat(config.reader().shortFlags()).contains("--port", "--plugins");
            assertThat(config.reader().under("")).isEmpty();
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
            assertThat(config.reader().unexplainedNames()).isEmpty();
        }

        @Test
        void isNotAskedForKeysThatAUserNames() {
            Config config = environment(Map.of("LMCP_AUTH_BEARER_TOKENS_ALICE_VALUE", "t"));

            assertThat(config.reader().under("lmcp.auth.bearer.tokens.")).isEmpty();
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
                        .environment(Map.of("LMCP_CONFIG_FILE", named.toString()))
                        .build();

                assertThat(value(found, "lmcp.name")).isEqualTo("from the class path");
                assertThat(origin(found, "lmcp.name")).isEqualTo("lmcp.properties on the class path");
                assertThat(value(other, "lmcp.name")).isEqualTo("näm");
                assertThat(other.find("lmcp.title")).isEmpty();
            }
        }

        @Test
        void notesAFileThatIsNotThere() {
            assertThat(problemsOf(directory.resolve("missing")))
                    .isEqualTo(
                            "does not exist; expected a text file in UTF-8:" + " correct the path, or create the file");
        }

        @Test
        void notesAFileThatIsNoText() throws IOException {
            assertThat(problemsOf(bytes("a=b\nlmcp.name=\u00e4", StandardCharsets.ISO_8859_1)))
                    .isEqualTo("is not UTF-8 in line 2" + SAVE);
            for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE")) {
                assertThat(problemsOf(bytes("lmcp.name=x", Charset.forName(charset))))
                        .isEqualTo("looks like UTF-16" + SAVE);
            }
            assertThat(problemsOf(file("large", "#" + "x".repeat(1024 * 1024))))
                    .isEqualTo("is larger than 1 MiB; expected a text file in UTF-8: correct the path");
            assertThat(problemsOf(directory))
                    .isEqualTo("is a directory; expected a text file in UTF-8: correct the path");
            assertThat(problemsOf(file("escape", "lmcp.name=\\u00zz")))
                    .isEqualTo("has a faulty \\u escape; expected four hexadecimal digits behind each \\u: correct it");
        }

        @Test
        void notesAPathThatIsNone() {
            assertThat(environment(Map.of("LMCP_CONFIG_FILE", "a\0b")).reader().problems())
                    .extracting(StartupException.Problem::text)
                    .containsExactly("file 'a\0b' (environment LMCP_CONFIG_FILE) is no path; expected the path of a"
                            + " properties file");
        }

        @Test
        void takesAnEmptyFileAByteOrderMarkAndTheLinesOfWindows() throws IOException {
            Config empty =
                    environment(Map.of("LMCP_CONFIG_FILE", file("empty", "").toString()));
            Config marked = environment(Map.of(
                    "LMCP_CONFIG_FILE",
                    file("marked", "\ufefflmcp.name = n\r\nlmcp.title = t\r\n").toString()));

            assertThat(empty.reader().under("")).isEmpty();
            assertThat(marked.reader().under("")).containsOnlyKeys("lmcp.name", "lmcp.title");
            assertThat(value(marked, "lmcp.title")).isEqualTo("t");
            assertThat(marked.reader().problems()).isEmpty();
        }

        @Test
        void readsTheFileOnTheClassPathAsItReadsANamedOne() throws IOException {
            Path file = file("lmcp.properties", "\ufefflmcp.name = n\r\n");
            try (URLClassLoader loader =
                    new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
                assertThat(value(Config.builder().classPath(loader).build(), "lmcp.name"))
                        .isEqualTo("n");

                Files.write(file, "lmcp.name = n".getBytes(StandardCharsets.UTF_16));
                Config config = Config.builder().classPath(loader).build();

                assertThat(config.reader().problems())
                        .containsExactly(new StartupException.Problem(
                                "LMCP-104", "lmcp.properties on the class path looks like UTF-16" + SAVE));
            }
        }

        @Test
        void notesAKeyThatIsSetTwice() throws IOException {
            Path file = file("twice", "lmcp.name=a\nlmcp.name=b\n");

            assertThat(environment(Map.of("LMCP_CONFIG_FILE", file.toString()))
                            .reader()
                            .problems())
                    .containsExactly(new StartupException.Problem(
                            "LMCP-107",
                            "key 'lmcp.name' is set twice (file '" + file + "'); expected one line: remove the other"));
        }
    }

    @Nested
    class FromFlags {

        @Test
        void takesAValueFromAVariableOfAnyName() {
            ConfigReader config = Config.builder()
                    .environment(Map.of("MY_TOKEN", "t"))
                    .flags(Map.of("--auth", "env:MY_TOKEN"))
                    .build()
                    .reader()
                    .withAliases(Map.of("--auth", TOKEN));

            assertThat(config.find(TOKEN)).hasValueSatisfying(entry -> {
                assertThat(entry.value()).isEqualTo("t");
                assertThat(entry.origin()).isEqualTo("flag --auth, environment MY_TOKEN");
            });
            assertThat(config.under("")).containsOnlyKeys(TOKEN);
        }

        @Test
        void notesAVariableThatIsNotSet() {
            Config config =
                    Config.builder().flags(Map.of("--lmcp.name", "env:MY_NAME")).build();

            assertThat(value(config, "lmcp.name")).isEmpty();
            assertThat(config.reader().problems())
                    .containsExactly(new StartupException.Problem(
                            "LMCP-105",
                            "flag --lmcp.name names the environment variable 'MY_NAME', which is not set; expected it to"
                                    + " hold the value: set it, or leave the flag out"));
        }

        @Test
        void prefersTheLongFlagToTheShortOneAndTellsSo() {
            Config config = Config.builder()
                    .flags(Map.of("--name", "short", "--lmcp.name", "long"))
                    .build();

            assertThat(config.find("lmcp.name")).hasValueSatisfying(entry -> {
                assertThat(entry.value()).isEqualTo("long");
                assertThat(entry.ignored()).containsExactly("flag --name");
            });
        }

        @Test
        void doesNotKnowEveryFlag() {
            ConfigReader config = Config.builder()
                    .flags(Map.of("--prot", "1", "--name", "n", "--lmcp.prot", "2"))
                    .build()
                    .reader();

            assertThat(config.unexplainedNames()).containsExactly("--prot");
            assertThat(config.under("")).containsOnlyKeys("lmcp.name", "lmcp.prot");
        }

        @Test
        void tellsEveryProblemAtOnce() {
            Config config = Config.builder()
                    .environment(
                            Map.of("LMCP_CONFIG_FILE", directory.resolve("a").toString()))
                    .flags(Map.of("--auth", "env:NONE"))
                    .build();

            assertThat(config.reader().problems())
                    .extracting(StartupException.Problem::code)
                    .containsExactly("LMCP-105", "LMCP-104");
        }
    }
}
