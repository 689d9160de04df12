package dev.lmcp.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.config.StartupException;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts a server for each LMCP code about configuration, with a plugin on the class path. */
class ConfigurationDiagnosisTest {

    private static final String PLUGIN = """
            public String name() { return "bearer"; }
            public java.util.Map<String, String> aliases() {
                return java.util.Map.of("LMCP_TOKEN", "token", "--auth", "token", "--most", "most");
            }
            public Authenticator create(Settings settings, Services services) {
                settings.number("most", 5, 0, 9);
                settings.secret("token");
                return request -> AuthDecision.accept(Principal.named("somebody"));
            }
            """;

    @TempDir
    Path directory;

    private final ConfigBuilder config = Config.builder();
    private URLClassLoader loader = new URLClassLoader(new URL[0]);

    @BeforeEach
    void putThePluginOnTheClassPath() throws IOException {
        URL jar = PluginJar.named("bearer.jar")
                .provider("AuthProvider", "BearerAuth", PLUGIN)
                .in(directory)
                .toUri()
                .toURL();
        loader = new URLClassLoader(new URL[] {jar}, Lmcp.class.getClassLoader());
    }

    @AfterEach
    void close() throws IOException {
        loader.close();
    }

    private LmcpBuilder server() {
        return Lmcp.with(config.build()).classLoader(loader);
    }

    private List<String> problems() {
        StartupException refusal = catchThrowableOfType(StartupException.class, () -> server().start());
        assertThat(refusal).as("the start was to be refused").isNotNull();
        return refusal.problems().stream()
                .map(problem -> problem.code() + ' ' + problem.text())
                .toList();
    }

    private String report() {
        try (Lmcp lmcp = server().start()) {
            return lmcp.report();
        }
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    @Test
    void refusesAKeyThatNothingReads() {
        config.set("lmcp.auth.bearer.mots", "3");

        assertThat(problems())
                .containsExactly("LMCP-101 key 'lmcp.auth.bearer.mots' (code) is not known; expected a key of"
                        + " docs/configuration.md or of a plugin found; did you mean 'lmcp.auth.bearer.most'?");
    }

    @Test
    void refusesAValueThatCannotBeUsed() {
        config.environment(Map.of("LMCP_AUTH_BEARER_MOST", "ten"));

        assertThat(problems())
                .containsExactly(
                        "LMCP-102 lmcp.auth.bearer.most is 'ten' (environment LMCP_AUTH_BEARER_MOST); expected a"
                                + " whole number from 0 to 9");
    }

    @Test
    void refusesToStartWithoutARequiredKey() throws IOException {
        URL jar = PluginJar.auth("strict", "settings.required(\"realm\"); return null;")
                .in(directory)
                .toUri()
                .toURL();
        config.set("lmcp.auth", "strict");
        try (URLClassLoader both = new URLClassLoader(new URL[] {jar}, loader)) {
            StartupException refusal = catchThrowableOfType(
                    StartupException.class,
                    () -> Lmcp.with(config.build()).classLoader(both).start());

            assertThat(refusal)
                    .hasMessageContaining("LMCP-103 lmcp.auth.strict.realm is not set; expected a value: set");
        }
    }

    @Test
    void refusesAConfigurationFileThatCannotBeRead() {
        Path missing = directory.resolve("none.properties");
        config.environment(Map.of("LMCP_CONFIG_FILE", missing.toString()));

        assertThat(problems())
                .containsExactly(
                        "LMCP-104 file '" + missing + "' (environment LMCP_CONFIG_FILE) does not exist; expected a text"
                                + " file in UTF-8: correct the path, or create the file");
    }

    @Test
    void refusesAFlagThatNamesAMissingVariable() {
        config.flags(Map.of("--auth", "env:MY_TOKEN"));

        assertThat(problems())
                .containsExactly("LMCP-105 flag --auth names the environment variable 'MY_TOKEN', which is not set;"
                        + " expected it to hold the value: set it, or leave the flag out");
    }

    @Test
    void refusesAnUnknownFlag() {
        config.flags(Map.of("--mots", "1"));

        assertThat(problems())
                .containsExactly("LMCP-106 flag '--mots' is not known; expected a flag that --help lists; did you mean"
                        + " '--most'?");
    }

    @Test
    void readsTheAliasesOfAPlugin() {
        config.environment(Map.of("LMCP_TOKEN", "x")).flags(Map.of("--most", "10"));

        assertThat(problems())
                .containsExactly("LMCP-102 lmcp.auth.bearer.most is '10' (flag --most); expected a whole number from 0"
                        + " to 9");
    }

    @Test
    void refusesNoUnknownFlagIfAPluginCannotBeLoaded() throws IOException {
        URL broken = PluginJar.named("broken.jar")
                .service("AuthProvider", "p.Absent")
                .in(directory)
                .toUri()
                .toURL();
        config.flags(Map.of("--its-own", "1"));
        try (URLClassLoader both = new URLClassLoader(new URL[] {broken}, loader);
                Lmcp lmcp = Lmcp.with(config.build()).classLoader(both).start()) {
            assertThat(lmcp.report()).contains("LMCP-205").doesNotContain("LMCP-106");
        }
    }

    @Test
    void leavesOutAPluginWithAMalformedAlias() throws IOException {
        URL jar = PluginJar.named("alias.jar")
                .provider(
                        "AuthProvider",
                        "AliasAuth",
                        PLUGIN.replace("bearer", "alias").replace("--most", "PATH"))
                .in(directory)
                .toUri()
                .toURL();
        try (URLClassLoader both = new URLClassLoader(new URL[] {jar}, loader);
                Lmcp lmcp = Lmcp.with(config.build()).classLoader(both).start()) {
            assertThat(lmcp.report())
                    .contains("LMCP-205 auth plugin is left out: 'p.AliasAuth' in ")
                    .contains(" has the alias 'PATH'; expected a variable such as LMCP_TOKEN or a flag such as --auth");
        }
    }

    @Test
    void refusesAFileThatSetsAKeyTwice() throws IOException {
        Path file = file("lmcp.properties", "lmcp.auth.bearer.most = 1\nlmcp.auth.bearer.most = 2\n");
        config.set("lmcp.config-file", file.toString());

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("LMCP-107 key 'lmcp.auth.bearer.most' is set twice (")
                .contains(file.toString())
                .endsWith("); expected one line: remove the other");
    }

    @Test
    void warnsAboutAnEnvironmentVariableThatNothingReads() {
        config.environment(Map.of("LMCP_AUTH_BEARER_MOTS", "3"));

        assertThat(report())
                .contains(
                        "warning LMCP-108 environment variable LMCP_AUTH_BEARER_MOTS is unknown and ignored; expected the"
                                + " name of a key, such as LMCP_AUTH; did you mean 'LMCP_AUTH_BEARER_MOST'?");
    }

    @Test
    void warnsAboutASecretFromSeveralSources() {
        config.environment(Map.of("LMCP_TOKEN", "weaker")).flags(Map.of("--auth", "stronger"));

        assertThat(report())
                .contains("warning LMCP-109 lmcp.auth.bearer.token")
                .contains("flag --auth", "environment LMCP_TOKEN")
                .doesNotContain("stronger", "weaker");
    }
}
