package dev.lmcp.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the generated source looks like. */
class GeneratedSourceTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir
    Path folder;

    @Test
    void isAsAPersonWouldWriteIt() throws IOException {
        Compilation compilation = compile("first");

        assertThat(compilation.objections()).isEmpty();
        assertThat(compilation.text("com/example/library/LibraryProvider.java"))
                .isEqualTo(Files.readString(GOLDEN.resolve("LibraryProvider.java")));
    }

    @Test
    void isTheSameInASecondRun() throws IOException {
        Compilation first = compile("first");
        Compilation second = compile("second");

        for (String file : new String[] {"LibraryProvider.java", "LibraryProvider.class"}) {
            assertThat(second.classes().resolve("com/example/library").resolve(file))
                    .hasSameBinaryContentAs(
                            first.classes().resolve("com/example/library").resolve(file));
        }
    }

    @Test
    void typesOfThePersonMayHaveTheNamesOfTypesOfTheCore() {
        Compilation compilation = Compilation.of(
                folder,
                Map.of(
                        "com/example/Tool.java",
                        """
                        package com.example;

                        import dev.lmcp.annotation.McpPrompt;
                        import dev.lmcp.annotation.McpTool;

                        public class Tool {
                            /** Turns a shape. */
                            @McpTool
                            public Supplier turn(Shape shape, Prompt prompt) {
                                return new Supplier(shape, prompt);
                            }

                            /** Asks. */
                            @McpPrompt
                            public String ask() {
                                return "";
                            }
                        }
                        """,
                        "com/example/Shape.java",
                        "package com.example; public record Shape(String name) {}",
                        "com/example/Prompt.java",
                        "package com.example; public record Prompt(String name) {}",
                        "com/example/Supplier.java",
                        "package com.example; public record Supplier(Shape shape, Prompt prompt) {}"));

        assertThat(compilation.objections()).isEmpty();
        assertThat(compilation.text("com/example/ToolProvider.java")).isNotEmpty();
    }

    @Test
    void aClassMayHaveTheNameOfAVariable() {
        Compilation compilation = Compilation.of(
                folder,
                Map.of(
                        "com/example/Source.java",
                        "package com.example; public class Source { /** Reads. */ @dev.lmcp.annotation.McpTool public"
                                + " String read(String name) { return name; } }"));

        assertThat(compilation.objections()).isEmpty();
    }

    private Compilation compile(String name) throws IOException {
        return Compilation.of(
                folder.resolve(name),
                Map.of("com/example/library/Library.java", Files.readString(GOLDEN.resolve("Library.java"))));
    }
}
