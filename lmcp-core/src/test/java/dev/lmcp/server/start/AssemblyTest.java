package dev.lmcp.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lmcp.Principal;
import dev.lmcp.Shape;
import dev.lmcp.Tool;
import dev.lmcp.ToolResult;
import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.config.StartupException;
import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.embed.LmcpBuilder;
import dev.lmcp.server.support.TestExchange;
import dev.lmcp.spi.AuthDecision;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Challenge;
import dev.lmcp.spi.Endpoint;
import dev.lmcp.spi.Transport;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Starts a server with a different class path and configuration in each test. */
class AssemblyTest {

    private static final String VERSION = JarOrigin.of(Lmcp.class).lmcpVersion().orElseThrow();

    private static final String OPEN = "return request -> AuthDecision.accept(Principal.named(\"somebody\"));";

    @TempDir
    Path directory;

    private final ConfigBuilder config = Config.builder();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    private LmcpBuilder server(PluginJar... jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (PluginJar jar : jars) {
            urls.add(jar.in(directory).toUri().toURL());
        }
        URLClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), Lmcp.class.getClassLoader());
        opened.add(0, loader);
        return Lmcp.with(config.build()).classLoader(loader);
    }

    private String report(LmcpBuilder server) {
        Lmcp lmcp = server.start();
        opened.add(0, lmcp);
        return lmcp.report();
    }

    private static StartupException refusal(LmcpBuilder server) {
        StartupException refusal = catchThrowableOfType(StartupException.class, server::start);
        assertThat(refusal).as("the start was to be refused").isNotNull();
        return refusal;
    }

    private static List<String> problems(LmcpBuilder server) {
        return refusal(server).problems().stream()
                .map(problem -> problem.code() + ' ' + problem.text())
                .toList();
    }

    /** Replaces several spaces with one, so that a test does not depend on the width of columns. */
    private static String squeezed(String report) {
        return report.replaceAll(" +", " ");
    }

    private String jar(String name) {
        return directory.getFileName() + "/" + name;
    }

    private static Tool tool(String name) {
        return Tool.named(name).description("d").handle((in, call) -> ToolResult.text("ok"));
    }

    @Test
    void notesAListThatIsLongerThanAPage() throws IOException {
        config.set("lmcp.auth", "none").set("lmcp.limits.page-size", "2");

        assertThat(report(server().tool(tool("a")).tool(tool("b")))).doesNotContain("in pages of");
        assertThat(report(server().tool(tool("a")).tool(tool("b")).tool(tool("c"))))
                .endsWith("  note 3 tools come in pages of 2, and some clients read the first page only; raise"
                        + " lmcp.limits.page-size to show all at once");
    }

    private static Tool searching(String name) {
        ObjectNode schema = (ObjectNode) JsonMapper.shared()
                .readTree(
                        "{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"string\",\"pattern\":\"^\\\\d+$\"}}}");
        return Tool.named(name).description("d").input(Shape.raw(schema)).handle((in, call) -> ToolResult.text("ok"));
    }

    @Test
    void notesASchemaThatAnInterfaceOfAModelRefuses() throws IOException {
        config.set("lmcp.auth", "none");
        String note =
                "  note tool 'search': found a pattern with the escape '\\d' at /properties/q/pattern; llama.cpp (and"
                        + " with it LM Studio and Ollama) refuses every tool of a conversation because of it; expected a pattern from"
                        + " '^' to '$' with characters, classes, groups, '|' and repetitions below 2000";

        assertThat(report(server().tool(tool("a")).tool(searching("search")))).endsWith(note);
        assertThat(server().tool(searching("search")).check().text()).contains(note.strip());
    }

    @Test
    void notesSomeSchemasAndCountsTheOthers() throws IOException {
        config.set("lmcp.auth", "none");
        LmcpBuilder server = server();
        for (int i = 0; i < 23; i++) {
            server.tool(searching("tool" + i));
        }

        assertThat(report(server))
                .contains("note tool 'tool19': ")
                .doesNotContain("note tool 'tool20': ")
                .endsWith("  note 3 more notes on the arguments of tools are left out; correct the tools above first");
    }

    @Test
    void showsEveryToolOnOnePageByDefault() throws IOException {
        config.set("lmcp.auth", "none");
        LmcpBuilder server = server();
        for (int i = 0; i < 500; i++) {
            server.tool(tool("tool" + i));
        }

        assertThat(report(server)).doesNotContain("in pages of");
    }

    @Nested
    class Authentication {

        @Test
        void refusesToStartWithoutAnyPlugin() throws IOException {
            assertThat(problems(server()))
                    .containsExactly(
                            "LMCP-201 no auth plugin: found none; expected lmcp-auth-bearer or lmcp-auth-oauth:"
                                    + " add the jar, or accept every caller with lmcp.auth=none");
        }

        @Test
        void usesTheOnlyOneFound() throws IOException {
            assertThat(squeezed(report(server(PluginJar.auth("alpha", OPEN)))))
                    .contains("\n auth alpha - active the only one found " + jar("auth-alpha.jar"));
        }

        @Test
        void prefersBearerAmongSeveral() throws IOException {
            assertThat(squeezed(report(server(PluginJar.auth("alpha", OPEN), PluginJar.auth("bearer", OPEN)))))
                    .contains("auth bearer - active the default " + jar("auth-bearer.jar"))
                    .contains("auth alpha - idle not named in lmcp.auth " + jar("auth-alpha.jar"));
        }

        @Test
        void refusesToChooseAmongUnknownPlugins() throws IOException {
            assertThat(problems(server(PluginJar.auth("alpha", OPEN), PluginJar.auth("beta", OPEN))))
                    .containsExactly("LMCP-208 several auth plugins and none is chosen: found 'alpha' in "
                            + jar("auth-alpha.jar") + ", 'beta' in " + jar("auth-beta.jar")
                            + "; expected lmcp.auth to name those in use, in their order");
        }

        @Test
        void usesTheNamedPluginsInTheirOrder() throws IOException {
            config.environment(Map.of("LMCP_AUTH", "beta, alpha"));

            String report = squeezed(report(server(
                    PluginJar.auth("alpha", OPEN), PluginJar.auth("beta", OPEN), PluginJar.auth("gamma", OPEN))));

            assertThat(report)
                    .containsSubsequence(
                            "auth beta - active lmcp.auth (environment LMCP_AUTH)",
                            "auth alpha - active lmcp.auth (environment LMCP_AUTH)",
                            "auth gamma - idle not named in lmcp.auth");
        }

        @Test
        void refusesANameThatNoPluginHas() throws IOException {
            config.set("lmcp.auth", "oauth").set("lmcp.auth.oauth.issuer", "https://as.example");

            assertThat(problems(server(PluginJar.auth("alpha", OPEN))))
                    .containsExactly(
                            "LMCP-203 lmcp.auth (code) names 'oauth'; found 'alpha' in "
                                    + jar("auth-alpha.jar")
                                    + "; expected a plugin of that name: add its jar, lmcp-auth-oauth, or name one of those found");
        }

        @Test
        void suggestsThePluginWithASimilarName() throws IOException {
            for (String wrong : List.of("apikey", "api_key", "api-keys", "apy-key")) {
                config.set("lmcp.auth", wrong);

                PluginJar named = PluginJar.named("key.jar").provider("AuthProvider", "Key", """
                        public String name() { return "api-key"; }
                        public Authenticator create(Settings settings, Services services) { return null; }
                        """);
                assertThat(problems(server(named, PluginJar.auth("zeta", OPEN))))
                        .anyMatch(problem -> problem.startsWith("LMCP-203 lmcp.auth (code) names '" + wrong + "'; ")
                                && problem.endsWith("or name one of those found; did you mean 'api-key'?"));
            }
        }

        @Test
        void reportsAProviderThatIsNotPublic() throws IOException {
            config.set("lmcp.auth", "none");
            String body = "%s public String name() { return \"x\"; }"
                    + " public Authenticator create(Settings settings, Services services) { return null; }";

            String report = report(server(
                    PluginJar.named("one.jar").provider("", "AuthProvider", "Hidden", body.formatted("")),
                    PluginJar.named("two.jar").provider("", "AuthProvider", "Shy", body.formatted("public Shy() {}")),
                    PluginJar.named("three.jar").provider("AuthProvider", "Closed", body.formatted("Closed() {}"))));

            String expected = " is not public; expected a public class with a public constructor without parameters:"
                    + " declare it public; repair the class, or remove its jar or the line of META-INF/services that names it";
            assertThat(report)
                    .contains("LMCP-205 auth plugin is left out: 'p.Hidden' in " + jar("one.jar") + expected)
                    .contains("LMCP-205 auth plugin is left out: 'p.Shy' in " + jar("two.jar") + expected)
                    .contains("LMCP-205 auth plugin is left out: 'p.Closed' in " + jar("three.jar")
                            + " has no public constructor without parameters; expected one: add it;");
        }

        @Test
        void suggestsNoJarForTheNameOfAForeignPlugin() throws IOException {
            config.set("lmcp.auth", "beta");

            assertThat(problems(server(PluginJar.auth("alpha", OPEN))))
                    .singleElement()
                    .asString()
                    .endsWith("; expected a plugin of that name: add its jar, or name one of those found");
        }

        @Test
        void refusesAFailingPluginThatIsNamed() throws IOException {
            config.set("lmcp.auth", "broken");
            PluginJar broken = PluginJar.named("broken.jar").provider("AuthProvider", "Broken", """
                    public Broken() { throw new IllegalStateException("no disk"); }
                    public String name() { return "broken"; }
                    public Authenticator create(Settings settings, Services services) { return null; }
                    """);

            assertThat(problems(server(broken)))
                    .containsExactly("LMCP-204 lmcp.auth (code) names 'broken'; found none; 'p.Broken' in "
                            + jar("broken.jar") + " cannot be created: IllegalStateException: no disk; expected a"
                            + " plugin of that name: repair the jar that cannot be loaded, or name another plugin");
        }

        @Test
        void warnsAboutAFailingPluginThatIsNotNamed() throws IOException {
            config.set("lmcp.auth", "alpha").set("lmcp.auth.gone.key", "x");

            String report = report(server(
                    PluginJar.auth("alpha", OPEN), PluginJar.named("gone.jar").service("AuthProvider", "p.Gone")));

            assertThat(report)
                    .contains("warning LMCP-205 auth plugin is left out: a provider that a jar names cannot be loaded:")
                    .contains("p.Gone");
        }

        @Test
        void refusesOddValues() throws IOException {
            for (String value : List.of("", " , ", "none,alpha", "alpha,alpha")) {
                config.set("lmcp.auth", value);

                assertThat(problems(server(PluginJar.auth("alpha", OPEN))))
                        .containsExactly("LMCP-202 lmcp.auth (code) is '" + value.trim()
                                + "'; expected the names of auth plugins, each once, or 'none' alone: correct it, or"
                                + " unset it");
            }
        }

        @Test
        void acceptsEveryCallerOnlyWithAWarning() throws IOException {
            config.set("lmcp.auth", "none");

            assertThat(report(server(PluginJar.auth("alpha", OPEN))))
                    .contains("warning LMCP-401 every caller is accepted, with every scope: lmcp.auth (code) is 'none'")
                    .contains("idle");
        }

        @Test
        void refusesAPluginWhoseCreateFails() throws IOException {
            assertThat(problems(server(PluginJar.auth("alpha", "throw new IllegalStateException(\"no luck\");"))))
                    .containsExactly("LMCP-209 auth plugin 'alpha' in " + jar("auth-alpha.jar")
                            + " cannot start: IllegalStateException: no luck; expected it to work, since it is in use:"
                            + " repair it, or name another in lmcp.auth");
        }

        @Test
        void refusesAPluginThatReturnsNull() throws IOException {
            assertThat(problems(server(PluginJar.auth("alpha", "return null;"))))
                    .singleElement()
                    .asString()
                    .startsWith("LMCP-209")
                    .contains("it returned null");
        }

        @Test
        void reportsAllProblemsOfSettingsAtOnceAndEachOnce() throws IOException {
            config.set("lmcp.limits.page-size", "0").set("lmcp.pth", "/x").set("lmcp.auth.alpha.colour", "s3cret");
            String create = "settings.required(\"a\"); settings.required(\"b\");"
                    + " throw new IllegalArgumentException(\"a is empty\");";

            StartupException refusal = refusal(server(PluginJar.auth("alpha", create)));

            assertThat(refusal.problems())
                    .extracting(StartupException.Problem::code)
                    .containsExactly("LMCP-102", "LMCP-103", "LMCP-103", "LMCP-101", "LMCP-101");
            assertThat(refusal)
                    .hasMessageStartingWith(
                            "lmcp does not start: 5 problems\n  1) LMCP-102 lmcp.limits.page-size is '0'")
                    .hasMessageContaining("\n  5) LMCP-101 key 'lmcp.pth' (code) is not known;")
                    .hasMessageContaining("did you mean 'lmcp.path'?")
                    .hasMessageContaining("\nlmcp ")
                    .hasMessageContaining("  chosen  ")
                    .hasMessageNotContaining("  active  ")
                    .hasMessageNotContaining("s3cret");
        }

        @Test
        void usesTheProgramsAuthenticatorUnlessTheKeyNamesAnother() throws IOException {
            Authenticator mine = request -> AuthDecision.accept(Principal.named("me"));

            assertThat(squeezed(report(server(PluginJar.auth("alpha", OPEN)).authenticator("mine", mine))))
                    .contains("auth mine " + VERSION + " active added by the program")
                    .contains("auth alpha - idle the program adds its own");
            config.set("lmcp.auth", "alpha");
            assertThat(squeezed(report(server(PluginJar.auth("alpha", OPEN)).authenticator("mine", mine))))
                    .contains("auth mine " + VERSION + " idle not named in lmcp.auth")
                    .contains("auth alpha - active lmcp.auth (code)");
        }
    }

    @Nested
    class Jars {

        @Test
        void refusesANameThatTwoPluginsHave() throws IOException {
            PluginJar twin = PluginJar.named("twin.jar").provider("AuthProvider", "Twin", """
                    public String name() { return "alpha"; }
                    public Authenticator create(Settings settings, Services services) { return null; }
                    """);
            config.set("lmcp.auth", "none");

            assertThat(problems(server(PluginJar.auth("alpha", OPEN), twin)))
                    .containsExactly("LMCP-206 2 auth plugins have the name 'alpha', in " + jar("auth-alpha.jar")
                            + " and " + jar("twin.jar") + "; expected one: remove the other jars");
        }

        @Test
        void refusesJarsOfAnotherLmcp() throws IOException {
            PluginJar old = PluginJar.auth("alpha", OPEN).manifest("Lmcp-Version", "0.0.9");

            assertThat(problems(server(old)))
                    .singleElement()
                    .asString()
                    .startsWith("LMCP-207 the jars have different lmcp versions: 0.0.9 (" + jar("auth-alpha.jar")
                            + "), " + VERSION + " (")
                    .endsWith("; expected one version: replace the other jars");
        }

        @Test
        void acceptsJarsOfTheSameLmcpAndShowsTheirOwnVersion() throws IOException {
            PluginJar fitting = PluginJar.auth("alpha", OPEN)
                    .manifest("Lmcp-Version", VERSION)
                    .manifest("Implementation-Version", "7.3");

            assertThat(squeezed(report(server(fitting)))).contains("auth alpha 7.3 active");
        }

        @Test
        void leavesOutAPluginWithAnUnusableName() throws IOException {
            config.set("lmcp.auth", "none");

            assertThat(report(server(PluginJar.named("odd.jar").provider("AuthProvider", "Odd", """
                            public String name() { return "No Name"; }
                            public Authenticator create(Settings settings, Services services) { return null; }
                            """))))
                    .contains("warning LMCP-205 auth plugin is left out: 'p.Odd' in " + jar("odd.jar")
                            + " has the name 'No Name'; expected 1 to 64 of a-z, 0-9 and '-', beginning with a letter");
        }

        @Test
        void usesTheJarsOfThePluginDirectory() throws IOException {
            PluginJar.auth("alpha", OPEN).in(directory);
            PluginJar.tools("beta", PluginJar.tool("hello")).in(directory);
            config.environment(Map.of("LMCP_TOOLS_DIR", directory.toString()));

            assertThat(squeezed(report(server())))
                    .contains("auth alpha - active the only one found " + jar("auth-alpha.jar"))
                    .contains("tools beta - active hello " + jar("tools-beta.jar"));
        }

        @Test
        void refusesAPluginDirectoryThatDoesNotExist() throws IOException {
            config.set("lmcp.auth", "none")
                    .set("lmcp.plugin-directory", directory.resolve("none").toString());

            assertThat(problems(server()))
                    .containsExactly("LMCP-210 plugin directory '" + directory.resolve("none")
                            + "' (code) cannot be read; expected a directory: create it, or unset the key");
        }

        @Test
        void warnsAboutAnEmptyPluginDirectory() throws IOException {
            config.set("lmcp.auth", "none").set("lmcp.plugin-directory", directory.toString());

            assertThat(report(server()))
                    .contains("warning LMCP-211 plugin directory '" + directory + "' (code) contains no jar");
        }
    }

    @Nested
    class Tools {

        @Test
        void areAllInUseUnlessSomeAreNamed() throws IOException {
            config.set("lmcp.auth", "none");
            PluginJar alpha = PluginJar.tools("alpha", PluginJar.tool("a") + PluginJar.tool("b"));
            PluginJar beta = PluginJar.tools("beta", PluginJar.tool("c"));

            assertThat(squeezed(report(server(alpha, beta))))
                    .contains("endpoint /mcp 3 tools")
                    .contains("tools alpha - active a, b")
                    .contains("tools beta - active c");
            config.set("lmcp.tools", "beta").set("lmcp.tools.alpha.key", "x");
            assertThat(squeezed(report(server(alpha, beta))))
                    .contains("endpoint /mcp 1 tool\n")
                    .contains("tools beta - active c")
                    .contains("tools alpha - idle not named in lmcp.tools");
        }

        @Test
        void thatAreOptInDoNothingUntilTheyAreNamed() throws IOException {
            config.set("lmcp.auth", "none").set("lmcp.tools.shell.commands", "ls");
            PluginJar alpha = PluginJar.tools("alpha", PluginJar.tool("a"));
            PluginJar shell = optIn("shell", "true");

            assertThat(squeezed(report(server(alpha, shell))))
                    .contains("endpoint /mcp 1 tool\n")
                    .contains("tools alpha - active a ")
                    .contains("tools shell - idle in use only if lmcp.tools names it " + jar("tools-shell.jar"));
            config.set("lmcp.tools", "alpha,shell");
            assertThat(squeezed(report(server(alpha, shell))))
                    .contains("endpoint /mcp 2 tools")
                    .contains("tools alpha - active a ")
                    .contains("tools shell - active run ");
        }

        @Test
        void areLeftOutIfIsOptInFails() throws IOException {
            config.set("lmcp.auth", "none");

            assertThat(report(server(optIn("odd", "Boolean.parseBoolean(null) || 1 / 0 > 0"))))
                    .contains("endpoint /mcp   0 tools")
                    .contains("warning LMCP-205 tools plugin is left out: 'p.OddOptIn' in " + jar("tools-odd.jar")
                            + " cannot be created: ArithmeticException: / by zero; the server is not ready: repair")
                    .doesNotContain("no tool plugin was found");
        }

        @Test
        void makeTheServerUnreadyIfAnUnnamedPluginFails() throws IOException {
            config.set("lmcp.auth", "none");
            PluginJar good = PluginJar.tools("good", PluginJar.tool("fine"));

            assertThat(isReady(server(good))).isTrue();
            assertThat(isReady(server(good, PluginJar.tools("down", "throw new IllegalStateException(\"db\");"))))
                    .isFalse();
            assertThat(isReady(server(good, PluginJar.named("gone.jar").service("ToolProvider", "p.Gone"))))
                    .isFalse();
            assertThat(isReady(server(good, optIn("odd", "Boolean.parseBoolean(null) || 1 / 0 > 0"))))
                    .isFalse();
        }

        @Test
        void leaveTheServerReadyIfThePluginThatFailsIsNotInUse() throws IOException {
            config.set("lmcp.auth", "none").set("lmcp.tools", "good");
            PluginJar good = PluginJar.tools("good", PluginJar.tool("fine"));

            assertThat(isReady(server(good, PluginJar.tools("down", "throw new IllegalStateException(\"db\");"))))
                    .isTrue();
            assertThat(isReady(server(good, PluginJar.named("gone.jar").service("ToolProvider", "p.Gone"))))
                    .isTrue();
        }

        private boolean isReady(LmcpBuilder server) {
            Lmcp lmcp = server.start();
            opened.add(0, lmcp);
            return lmcp.isReady() && lmcp.statistics().isReady();
        }

        @Test
        void areMissingInTheReportIfThereIsNone() throws IOException {
            config.set("lmcp.auth", "none");

            assertThat(report(server()))
                    .contains("note no tool plugin was found, so that clients see no tools; expected a class that"
                            + " META-INF/services/dev.lmcp.spi.ToolProvider names: add that file, or the plugin's jar");
            assertThat(report(server(optIn("shell", "true"))))
                    .contains("note no tool plugin is in use, so that clients see no tools; expected lmcp.tools to name"
                            + " one of those found");
            assertThat(report(server().tool(tool("mine")))).doesNotContain("note no tool plugin");
        }

        private static PluginJar optIn(String name, String isOptIn) {
            String className = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "OptIn";
            return PluginJar.named("tools-" + name + ".jar")
                    .provider("ToolProvider", className, """
                    public String name() { return "%s"; }
                    public boolean isOptIn() { return %s; }
                    public void register(Registry registry, Settings settings, Services services) {
                        settings.list("commands");
                        %s
                    }
                    """.formatted(name, isOptIn, PluginJar.tool("run")));
        }

        @Test
        void leaveNothingBehindIfTheyFailAndAreNotNamed() throws IOException {
            config.set("lmcp.auth", "none");
            PluginJar clashing = PluginJar.tools("clashing", PluginJar.tool("fresh") + PluginJar.tool("mine"));

            LmcpBuilder server = server(clashing).tool(tool("mine"));
            Lmcp lmcp = server.start();
            opened.add(0, lmcp);

            assertThat(squeezed(lmcp.report()))
                    .contains("1 tool\n")
                    .contains("tools code " + VERSION + " active mine")
                    .contains("tools clashing - idle cannot register")
                    .contains("warning LMCP-212 tools plugin 'clashing' in " + jar("tools-clashing.jar")
                            + " cannot register: IllegalArgumentException: tool 'mine' already exists");
            assertThat(lmcp.registry().removeTool("fresh")).isFalse();
            assertThat(lmcp.registry().removeTool("mine")).isTrue();
        }

        @Test
        void stopTheStartIfTheyFailAndAreNamed() throws IOException {
            config.set("lmcp.auth", "none").set("lmcp.tools", "broken");

            assertThat(problems(server(PluginJar.tools("broken", "throw new IllegalStateException(\"no luck\");"))))
                    .containsExactly("LMCP-209 tools plugin 'broken' in " + jar("tools-broken.jar")
                            + " cannot register: IllegalStateException: no luck; expected it to work, since lmcp.tools"
                            + " names it: repair it, or leave it out");
        }

        @Test
        void ofTheProgramStopTheStartIfTheyCannotBeUsed() throws IOException {
            config.set("lmcp.auth", "none");

            assertThat(problems(server().tool(tool("twice")).tool(tool("twice"))))
                    .singleElement()
                    .asString()
                    .startsWith("LMCP-213 the program's own registration failed: IllegalArgumentException");
        }
    }

    @Nested
    class Clusters {

        @Test
        void needSharedStateKeys() throws IOException {
            config.set("lmcp.auth", "none");

            assertThat(problems(server().cluster("memory", new InMemoryCluster(Clock.systemUTC()).node())))
                    .containsExactly(
                            "LMCP-215 the program adds the cluster 'memory', but lmcp.state-key-file is not set;"
                                    + " expected the same state keys on every node: set it to a file with the same content on"
                                    + " each of them");
        }

        @Test
        void thatAreNamedMustBeFound() throws IOException {
            config.set("lmcp.auth", "none").set("lmcp.cluster", "reddis");

            assertThat(problems(server()))
                    .containsExactly(
                            "LMCP-203 lmcp.cluster (code) names 'reddis'; found none; expected a plugin of that"
                                    + " name: add its jar, or name one of those found");
        }
    }

    @Nested
    class Transports {

        private final List<String> events = new ArrayList<>();

        private Transport transport(String failure) {
            return new Transport() {
                @Override
                public void start(Endpoint endpoint) {
                    events.add("start");
                    if (!failure.isEmpty()) {
                        throw new IllegalStateException(failure);
                    }
                }

                @Override
                public String location() {
                    return "http://127.0.0.1:8080/mcp";
                }

                @Override
                public void announceStop() {
                    events.add("announceStop");
                }

                @Override
                public void close() {
                    events.add("close");
                }
            };
        }

        private PluginJar provider() {
            return PluginJar.named("transport.jar").provider("TransportProvider", "Pipe", """
                    public String name() { return "pipe"; }
                    public Transport create(Settings settings, Services services) {
                        String at = settings.required("at");
                        return new Transport() {
                            public void start(Endpoint endpoint) {}
                            public String location() { return "pipe:" + at; }
                            public void close() {}
                        };
                    }
                    """);
        }

        @Test
        void ofTheProgramStartAndNoPluginDoes() throws IOException {
            config.set("lmcp.auth", "none").set("lmcp.transport", "pipe").set("lmcp.transport.http.port", "1");

            Lmcp lmcp = server(provider()).transport("servlet", transport("")).start();

            assertThat(squeezed(lmcp.report()))
                    .contains("transport servlet " + VERSION + " active http://127.0.0.1:8080/mcp ")
                    .contains("transport pipe - idle transport 'servlet' is in use");
            lmcp.close();
            lmcp.close();
            assertThat(events).containsExactly("start", "announceStop", "close");
        }

        @Test
        void tellTheirClientsOfTheStopWhileCallsMayStillEnd() throws IOException {
            config.set("lmcp.auth", "none");
            CompletableFuture<Lmcp> running = new CompletableFuture<>();
            Transport telling = new Transport() {
                @Override
                public void start(Endpoint endpoint) {}

                @Override
                public String location() {
                    return "";
                }

                @Override
                public void announceStop() {
                    events.add("announceStop " + running.join().isReady());
                    throw new IllegalStateException("no luck");
                }

                @Override
                public void close() {
                    events.add("close " + running.join().isReady());
                }
            };

            running.complete(
                    server().transport("one", telling).transport("two", telling).start());
            running.join().close();

            assertThat(events).containsExactly("announceStop true", "announceStop true", "close false", "close false");
        }

        @Test
        void startIfTheyAreNamed() throws IOException {
            config.set("lmcp.auth", "none").set("lmcp.transport.pipe.at", "here");

            assertThat(squeezed(report(server(provider()))))
                    .contains("transport pipe - idle not named in lmcp.transport");
            config.environment(Map.of("LMCP_TRANSPORT", "pipe"));
            assertThat(squeezed(report(server(provider())))).contains("transport pipe - active pipe:here ");
        }

        @Test
        void whoseCallersAreTrustedNeedNoAuthenticationAndRefuseHttp() throws Exception {
            config.set("lmcp.transport", "wire").set("lmcp.auth.bearer.token", "x");
            PluginJar wire = PluginJar.named("wire.jar").provider("TransportProvider", "Wire", """
                    public String name() { return "wire"; }
                    public boolean isTrusted() { return true; }
                    public Transport create(Settings settings, Services services) {
                        return new Transport() {
                            public void start(Endpoint endpoint) { services.transportEnded(); }
                            public String location() { return "a wire"; }
                            public void close() {}
                        };
                    }
                    """);

            Lmcp lmcp = server(wire, PluginJar.auth("bearer", "throw new IllegalStateException(\"not asked\");"))
                    .start();
            opened.add(0, lmcp);
            lmcp.awaitTermination();

            assertThat(squeezed(lmcp.report()))
                    .contains("transport wire - active a wire ")
                    .contains("auth bearer - idle transport 'wire' has none ")
                    .contains("note transport 'wire' has no authentication: the process that starts this one is"
                            + " trusted, with every scope\n")
                    .doesNotContain("no transport is in use");
            TestExchange exchange = new TestExchange("POST", "/mcp", Map.of(), "{}");
            lmcp.endpoint().handle(exchange);
            assertThat(exchange.status(Duration.ZERO)).isEqualTo(401);
        }

        @Test
        void areMissingInTheReportIfThereIsNone() throws IOException {
            config.set("lmcp.auth", "none");

            assertThat(report(server()))
                    .contains("note no transport is in use, so that only this program reaches the server; expected"
                            + " a transport: name one in lmcp.transport, add one in code, or serve Lmcp.endpoint() by a"
                            + " servlet");
        }

        @Test
        void endAwaitTerminationWhenTheServerIsClosed() throws Exception {
            config.set("lmcp.auth", "none");
            Lmcp lmcp = server().start();

            lmcp.close();

            lmcp.awaitTermination();
        }

        @Test
        void areAProblemIfTheyCannotStartAndEverythingIsClosed() throws IOException {
            config.set("lmcp.auth", "none");

            assertThat(problems(server().transport("servlet", transport("port 8080 is taken"))))
                    .containsExactly("LMCP-302 transport 'servlet' cannot start: IllegalStateException: port 8080 is"
                            + " taken; expected it to accept messages: remove the cause and start again");
            assertThat(events).containsExactly("start", "close");
        }
    }

    @Nested
    class Stopping {

        @Test
        void endsThreadsAndReleasesThePluginDirectory() throws Exception {
            String create = "services.scheduleRepeatedly(java.time.Duration.ofHours(1), () -> {});"
                    + "services.schedule(java.time.Duration.ZERO, () -> {});" + "services.execute(() -> {});" + OPEN;
            PluginJar.auth("alpha", create).in(directory);
            config.set("lmcp.plugin-directory", directory.toString());
            Set<Thread> before = Thread.getAllStackTraces().keySet();

            Lmcp lmcp = Lmcp.with(config.build()).register(registry -> {}).start();
            List<Thread> own = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread ->
                            !before.contains(thread) && thread.getName().startsWith("lmcp-"))
                    .toList();
            lmcp.close();

            // a pool ends shortly before its last thread ends
            for (Thread thread : own) {
                thread.join(5_000);
            }
            assertThat(own).isNotEmpty().noneMatch(Thread::isAlive);
        }

        @Test
        void closesOnlyTheClassLoaderOfThePluginDirectory() throws Exception {
            PluginJar.tools("alpha", PluginJar.tool("a")).in(directory);
            config.set("lmcp.auth", "none").set("lmcp.plugin-directory", directory.toString());
            PluginDirectory plugins = PluginDirectory.open(
                    Lmcp.class.getClassLoader(),
                    config.build().find("lmcp.plugin-directory"),
                    new StartupDiagnostics());

            assertThat(plugins.loader().getResource("META-INF/services/dev.lmcp.spi.ToolProvider"))
                    .isNotNull();
            plugins.close();
            assertThat(plugins.loader().getResource("META-INF/services/dev.lmcp.spi.ToolProvider"))
                    .isNull();
        }

        @Test
        void continuesIfAPartFails() throws IOException {
            List<String> closed = new ArrayList<>();
            config.set("lmcp.auth", "b,a");
            LmcpBuilder server = server().authenticator("a", closeStack(() -> closed.add("a")))
                    .authenticator("b", closeStack(() -> {
                        closed.add("b");
                        throw new IllegalStateException("stuck");
                    }));

            server.start().close();

            assertThat(closed).containsExactly("a", "b");
        }

        private static Authenticator closeStack(Runnable action) {
            return new Authenticator() {
                @Override
                public AuthDecision authenticate(dev.lmcp.spi.Credentials request) {
                    return AuthDecision.accept(Principal.named("me"));
                }

                @Override
                public boolean isReady() {
                    return false;
                }

                @Override
                public void close() {
                    action.run();
                }
            };
        }

        @Test
        void isReadyAsLongAsOneAuthenticatorIs() throws IOException {
            Authenticator judging = request -> AuthDecision.accept(Principal.named("me"));
            try (Lmcp ready = server().authenticator("a", judging).start();
                    Lmcp waiting = server().authenticator("a", closeStack(() -> {}))
                            .authenticator("b", closeStack(() -> {}))
                            .start();
                    Lmcp partly = server().authenticator("a", closeStack(() -> {}))
                            .authenticator("b", judging)
                            .start()) {
                assertThat(ready.isReady()).isTrue();
                assertThat(waiting.isReady()).isFalse();
                assertThat(partly.isReady()).isTrue();
            }
        }
    }

    /** The order of lmcp.auth decides which plugin is asked first. */
    @Nested
    class AuthOrder {

        private static Authenticator of(String scheme, boolean decidesOnEveryToken) {
            return new Authenticator() {
                @Override
                public AuthDecision authenticate(dev.lmcp.spi.Credentials request) {
                    return AuthDecision.reject("for a test");
                }

                @Override
                public Optional<Challenge> challenge() {
                    return Optional.of(Challenge.of(scheme));
                }

                @Override
                public boolean decidesOnEveryToken() {
                    return decidesOnEveryToken;
                }
            };
        }

        private List<String> warnings(Authenticator first, Authenticator second) throws IOException {
            try (Lmcp lmcp = server().authenticator("first", first)
                    .authenticator("second", second)
                    .start()) {
                return lmcp.report()
                        .lines()
                        .filter(line -> line.contains("LMCP-404"))
                        .map(String::strip)
                        .toList();
            }
        }

        @Test
        void warnsOfAPluginThatIsNeverAskedAboutATokenOfItsOwn() throws IOException {
            assertThat(warnings(of("Bearer", true), of("bearer", false)))
                    .singleElement()
                    .asString()
                    .endsWith(
                            "LMCP-404 lmcp.auth names 'first' before 'second'; expected 'second' first, because 'first'"
                                    + " decides about each bearer token, and 'second' is never asked");
        }

        @Test
        void isSilentIfEachPluginIsAsked() throws IOException {
            assertThat(warnings(of("Bearer", false), of("Bearer", true))).isEmpty();
            assertThat(warnings(of("Bearer", true), of("ApiKey", false))).isEmpty();
            assertThat(warnings(of("Bearer", true), request -> AuthDecision.reject("no")))
                    .isEmpty();
        }
    }

    /** What a plugin knows of the URL that clients use. */
    @Nested
    class PublicUrls {

        private static int status(Lmcp lmcp, String host) throws Exception {
            TestExchange exchange = new TestExchange("PUT", "/mcp", Map.of("Host", List.of(host)), "");
            lmcp.endpoint().handle(exchange);
            return exchange.status(Duration.ofSeconds(10));
        }

        @Test
        void areAnsweredAndShown() throws Exception {
            config.set("lmcp.allowed-hosts", "inner.example");
            String says = "services.publicUrl(java.net.URI.create(\"https://mcp.example/app/mcp\"));";

            try (Lmcp told = server(PluginJar.auth("alpha", says + OPEN)).start();
                    Lmcp silent = server(PluginJar.auth("alpha", OPEN)).start()) {
                assertThat(told.publicUrl()).contains(java.net.URI.create("https://mcp.example/app/mcp"));
                assertThat(silent.publicUrl()).isEmpty();
                for (String host : List.of("mcp.example", "MCP.example:443", "mcp.example:8443", "inner.example")) {
                    assertThat(status(told, host)).as(host).isEqualTo(405);
                }
                for (String host : List.of("evil.example", "mcp.example.evil", "localhost")) {
                    assertThat(status(told, host)).as(host).isEqualTo(403);
                }
                assertThat(status(silent, "mcp.example")).isEqualTo(403);
            }
        }

        @Test
        void restrictNothingIfEveryHostIsAnswered() throws Exception {
            String says = "services.publicUrl(java.net.URI.create(\"https://mcp.example/mcp\"));";

            try (Lmcp told = server(PluginJar.auth("alpha", says + OPEN)).start()) {
                assertThat(status(told, "other.example")).isEqualTo(405);
            }
        }
    }

    @Nested
    class Checks {

        @Test
        void reportFindingsWithoutStartingATransport() throws IOException {
            String create = """
                    return new Authenticator() {
                        public AuthDecision authenticate(Credentials request) { return null; }
                        public java.util.List<Finding> check() {
                            return java.util.List.of(new Finding(true, "keys fetched"), new Finding(false, "clock is off"));
                        }
                    };
                    """;

            Lmcp.Check check = server(PluginJar.auth("alpha", create)).check();

            assertThat(check.isGood()).isFalse();
            assertThat(check.text())
                    .startsWith("lmcp " + VERSION + "  eras modern, legacy   endpoint /mcp   0 tools\n")
                    .endsWith("\n  check good alpha: keys fetched\n  check LMCP-402 alpha: clock is off");
        }

        @Test
        void reportTheProblemsOfAServerThatDoesNotStart() throws IOException {
            Lmcp.Check check = server().check();

            assertThat(check.isGood()).isFalse();
            assertThat(check.diagnostics()).isEmpty();
            assertThat(check.text()).startsWith("lmcp does not start: 1 problem\n  1) LMCP-201 ");
        }

        @Test
        void areGoodIfThereAreNoFindings() throws IOException {
            assertThat(server(PluginJar.auth("alpha", OPEN)).check().isGood()).isTrue();
        }

        @Test
        void catchACheckThatFails() throws IOException {
            String create = """
                    return new Authenticator() {
                        public AuthDecision authenticate(Credentials request) { return null; }
                        public java.util.List<Finding> check() { throw new IllegalStateException("oops"); }
                    };
                    """;

            assertThat(server(PluginJar.auth("alpha", create)).check().text())
                    .contains("LMCP-402 alpha: the check itself failed with IllegalStateException: oops");
        }
    }
}
