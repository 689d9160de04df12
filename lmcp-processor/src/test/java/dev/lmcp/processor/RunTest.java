package dev.lmcp.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.spi.ToolProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a server does with generated providers. */
class RunTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir
    Path folder;

    private Lmcp start(String path, String source, String... keys) throws IOException {
        Compilation compilation = Compilation.of(folder, Map.of(path, source));
        assertThat(compilation.objections()).isEmpty();
        var config = Config.builder().set("lmcp.auth", "none");
        for (String key : keys) {
            config.set(key.split("=", 2)[0], key.split("=", 2)[1]);
        }
        return Lmcp.with(config.build()).classLoader(compilation.loader()).start();
    }

    private Lmcp library() throws IOException {
        return start(
                "com/example/library/Library.java",
                Files.readString(GOLDEN.resolve("Library.java")),
                "lmcp.tools=books");
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    @Test
    void aRecordIsAStructuredResult() throws IOException {
        try (Lmcp lmcp = library()) {
            ObjectNode result = lmcp.local()
                    .callTool(
                            "lend_book",
                            Map.of("book", Map.of("title", "Emma"), "marks", List.of("a"), "cover_kind", "soft"));

            assertThat(result.path("structuredContent"))
                    .isEqualTo(json("{'book': {'title': 'Emma'}, 'end': '2026-01-15', 'reader': 'anonymous'}"));
        }
    }

    @Test
    void allFaultsAreToldAtOnce() throws IOException {
        try (Lmcp lmcp = library()) {
            ObjectNode result = lmcp.local()
                    .callTool("lend_book", Map.of("days", 29, "marks", List.of("A"), "cover_kind", "PAPER", "x", 1));

            assertThat(text(result))
                    .isEqualTo(
                            "Invalid arguments: /x is not known here; known are book, days, marks, cover_kind; /book is required, but was"
                                    + " absent; /days must be between 1 and 28, but was 29; /marks/0 must match '^[a-z]+$', but was"
                                    + " \"A\"; /cover_kind must be one of HARD, soft, but was \"PAPER\"");
        }
    }

    @Test
    void theOtherResultsAreBlocksOfContent() throws IOException {
        try (Lmcp lmcp = library()) {
            assertThat(text(lmcp.local().callTool("count", Map.of()))).isEqualTo("3");
            assertThat(text(lmcp.local().callTool("count_by_shelf", Map.of("shelves", Map.of("A", 1)))))
                    .isEqualTo("A");
            assertThat(text(lmcp.local().callTool("forget", Map.of()))).isEqualTo("done");
        }
    }

    @Test
    void resourcesAndPromptsAreServed() throws IOException {
        try (Lmcp lmcp = library()) {
            assertThat(lmcp.local()
                            .request("resources/read", json("{'uri': 'books://rules'}"))
                            .path("contents")
                            .path(0))
                    .isEqualTo(json("{'uri': 'books://rules', 'mimeType': 'text/plain', 'text': 'Be quiet.'}"));
            assertThat(lmcp.local()
                            .request("resources/read", json("{'uri': 'books://A/1'}"))
                            .path("contents")
                            .path(0)
                            .path("blob")
                            .stringValue())
                    .isEqualTo("Bw==");
            assertThat(lmcp.local()
                            .request("prompts/get", json("{'name': 'recommend', 'arguments': {'genre': 'novels'}}"))
                            .path("messages")
                            .findValuesAsString("text"))
                    .containsExactly("novels", "nobody");
        }
    }

    @Test
    void aToolIsDescribedAsItsMethod() throws IOException {
        try (Lmcp lmcp = library()) {
            JsonNode tool =
                    lmcp.local().request("tools/list", json("{}")).path("tools").path(0);

            assertThat(tool.path("title").stringValue()).isEqualTo("Lend a book");
            assertThat(tool.path("description").stringValue())
                    .endsWith("\nThe \"end\" of the loan is days days from now.");
            assertThat(tool.path("inputSchema").path("properties").path("days"))
                    .isEqualTo(
                            json("{'type': 'integer', 'minimum': 1, 'maximum': 28, 'default': 14, 'description': 'for"
                                    + " how many days, which are counted from tomorrow on, with Sundays and with the holidays of the"
                                    + " town'}"));
            assertThat(tool.path("inputSchema").path("required"))
                    .isEqualTo(JsonMapper.shared().readTree("[\"book\", \"marks\", \"cover_kind\"]"));
            assertThat(tool.path("outputSchema").path("properties").propertyNames())
                    .containsExactly("book", "end", "reader");
        }
    }

    /** The generated code calls the method; nothing looks it up. */
    @Test
    void noFrameOfReflectionStandsBetweenTheCoreAndTheMethod() throws IOException {
        String source = """
                package com.example;

                import dev.lmcp.annotation.McpTool;
                import java.util.stream.Collectors;

                public class Stack {
                    /** Returns the calls that lead here. */
                    @McpTool
                    public String stack(String separator) {
                        return StackWalker.getInstance(StackWalker.Option.SHOW_HIDDEN_FRAMES).walk(frames -> frames
                                .map(StackWalker.StackFrame::getClassName).collect(Collectors.joining(separator)));
                    }
                }
                """;

        try (Lmcp lmcp = start("com/example/Stack.java", source)) {
            List<String> frames = text(lmcp.local().callTool("stack", Map.of("separator", " ")))
                    .lines()
                    .flatMap(line -> List.of(line.split(" ")).stream())
                    .toList();
            List<String> between = frames.subList(frames.indexOf("com.example.Stack"), frames.indexOf("dev.lmcp.Tool"));

            assertThat(between)
                    .hasSizeGreaterThan(1)
                    .allMatch(name -> name.startsWith("com.example.Stack") || name.startsWith("dev.lmcp.ToolBuilder"));
        }
    }

    @Test
    void settingsReachAConstructorThatTakesThem() throws IOException {
        String source = """
                package com.example;

                import dev.lmcp.annotation.McpTool;
                import dev.lmcp.spi.Settings;

                public class Greeter {
                    private final String greeting;

                    public Greeter(Settings settings) {
                        this.greeting = settings.text("greeting").orElse("Hello");
                    }

                    /** Greets a person. */
                    @McpTool
                    public String greet(String name) {
                        return greeting + ", " + name;
                    }
                }
                """;

        try (Lmcp lmcp = start("com/example/Greeter.java", source, "lmcp.tools.greeter.greeting=Hei")) {
            assertThat(text(lmcp.local().callTool("greet", Map.of("name", "Ada"))))
                    .isEqualTo("Hei, Ada");
        }
    }

    @Test
    void anObjectOfTheApplicationIsHandedIn() throws Exception {
        String source = """
                package com.example;

                import dev.lmcp.annotation.McpTool;

                public class Greeter {
                    private final String greeting;

                    public Greeter(String greeting) {
                        this.greeting = greeting;
                    }

                    /** Greets a person. */
                    @McpTool
                    public String greet(String name) {
                        return greeting + ", " + name;
                    }
                }
                """;
        String program = """
                package com.example;

                import dev.lmcp.config.Config;
                import dev.lmcp.embed.Lmcp;

                public class Program implements java.util.function.Supplier<Lmcp> {
                    public Lmcp get() {
                        Config config = Config.builder().set("lmcp.auth", "none").build();
                        return Lmcp.with(config).register(new GreeterProvider(new Greeter("Hei"))::register).start();
                    }
                }
                """;
        Compilation compilation =
                Compilation.of(folder, Map.of("com/example/Greeter.java", source, "com/example/Program.java", program));

        assertThat(compilation.objections()).isEmpty();
        assertThat(compilation.messages(javax.tools.Diagnostic.Kind.NOTE))
                .containsExactly(
                        "class 'Greeter' has no public constructor without parameters, nor one for Settings; so no"
                                + " services file lists 'GreeterProvider': start the server in code, with"
                                + " Lmcp.with(config).register(new GreeterProvider(\u2026)::register)");
        assertThat(ServiceLoader.load(ToolProvider.class, compilation.loader())).isEmpty();
        Object made = compilation
                .loader()
                .loadClass("com.example.Program")
                .getConstructor()
                .newInstance();
        try (Lmcp lmcp = (Lmcp) ((java.util.function.Supplier<?>) made).get()) {
            assertThat(text(lmcp.local().callTool("greet", Map.of("name", "Ada"))))
                    .isEqualTo("Hei, Ada");
        }
    }

    private static String text(ObjectNode result) {
        return result.path("content").path(0).path("text").stringValue();
    }
}
