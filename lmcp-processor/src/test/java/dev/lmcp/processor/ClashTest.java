package dev.lmcp.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and texts of a class that meet those of the generated source. */
class ClashTest {

    private static final String HEAD = "package com.example; import dev.lmcp.annotation.*; import java.util.*; ";

    @TempDir
    Path folder;

    private Lmcp start(String path, String body) throws IOException {
        Compilation compilation = Compilation.of(folder, Map.of(path, HEAD + body));
        assertThat(compilation.objections()).isEmpty();
        return Lmcp.with(Config.builder().set("lmcp.auth", "none").build())
                .classLoader(compilation.loader())
                .start();
    }

    private static String text(Lmcp lmcp, String tool, Map<String, Object> arguments) {
        return lmcp.local()
                .callTool(tool, arguments)
                .path("content")
                .path(0)
                .path("text")
                .stringValue();
    }

    @Test
    void methodsMayDifferInUpperCaseOnly() throws IOException {
        try (Lmcp lmcp = start("com/example/Finder.java", """
                public class Finder {
                    /** Small. */
                    @McpTool(name = "small") public String find(@Description("A") String a) { return "s" + a; }
                    /** Large. */
                    @McpTool(name = "large") public String Find(@Description("A") int a) { return "l" + a; }
                    /** Huge. */
                    @McpTool(name = "huge") public String FIND(@Description("A") List<String> a) { return "h" + a.size(); }
                    /** Other. */
                    @McpTool(name = "other") public String find(@Description("A") long a) { return "o" + a; }
                    /** Last. */
                    @McpTool(name = "last") public String find2(@Description("A") boolean a) { return "t" + a; }
                }
                """)) {
            assertThat(text(lmcp, "small", Map.of("a", "x"))).isEqualTo("sx");
            assertThat(text(lmcp, "large", Map.of("a", 1))).isEqualTo("l1");
            assertThat(text(lmcp, "huge", Map.of("a", List.of()))).isEqualTo("h0");
            assertThat(text(lmcp, "other", Map.of("a", 2))).isEqualTo("o2");
            assertThat(text(lmcp, "last", Map.of("a", true))).isEqualTo("ttrue");
        }
    }

    @Test
    void parametersMayBeNamedAsTheVariablesOfTheSource() throws IOException {
        try (Lmcp lmcp = start("com/example/In.java", """
                public class In {
                    /** Joins. */
                    @McpTool public String join(@Description("A") String in, @Description("A") String call,
                            @Description("A") String none, @Description("A") String record, @Description("A") String var,
                            @Description("A") String yield, @Description("A") String source, @Description("A") String LOOKUP,
                            @Description("A") String sealed, @Description("A") String registry, dev.lmcp.Call it) {
                        return in + call + none + record + var + yield + source + LOOKUP + sealed + registry;
                    }
                }
                """)) {
            assertThat(text(
                            lmcp,
                            "join",
                            Map.of(
                                    "in",
                                    "0",
                                    "call",
                                    "1",
                                    "none",
                                    "2",
                                    "record",
                                    "3",
                                    "var",
                                    "4",
                                    "yield",
                                    "5",
                                    "source",
                                    "6",
                                    "LOOKUP",
                                    "7",
                                    "sealed",
                                    "8",
                                    "registry",
                                    "9")))
                    .isEqualTo("0123456789");
        }
    }

    @Test
    void parametersMayBeArraysAndNestedTypes() throws IOException {
        try (Lmcp lmcp = start("com/example/Types.java", """
                public class Types {
                    public enum Size { SMALL { @Override public String toString() { return "s"; } }, LARGE }
                    public record Box(@Description("Size") Size size, @Description("Tags") List<Size> tags) {}
                    /** Shows. */
                    @McpTool public String show(@Description("A") int[] numbers, @Description("A") Size[] sizes,
                            @Description("A") Map<String, List<Box>> boxes,
                            @Description("A") Optional<Set<Types.Size>> more,
                            @Description("A") @dev.lmcp.annotation.Size(max = 3) String... words) throws Exception {
                        return numbers.length + "" + sizes.length + boxes.size() + more.isPresent() + words.length;
                    }
                }
                """)) {
            assertThat(text(
                            lmcp,
                            "show",
                            Map.of(
                                    "numbers", List.of(1, 2),
                                    "sizes", List.of("SMALL"),
                                    "boxes", Map.of("b", List.of(Map.of("size", "LARGE", "tags", List.of()))),
                                    "words", List.of("a", "b"))))
                    .isEqualTo("211false2");
        }
    }

    @Test
    void textsMayContainWhatEndsOrEscapesASource() throws IOException {
        try (Lmcp lmcp = start("com/example/Texts.java", """
                public class Texts {
                    /** Ends a comment by *&#47; and says \\\\u0022 \\\\\\\\u002A/ "a" 'b' and {@code \\\\n} \\u2028 \\ud83d\\ude00 &lt;b>. */
                    @McpTool public String talk(@Description("x */ \\\\u0041 \\u0007 \\" // \\u2029") String a) { return a; }
                    /** Deep. */
                    @McpTool(name = "dollar") public String $dollar_(@Description("A") @Pattern("^\\\\\\\\w+ \\\\*/\\"$") String a) { return a; }
                }
                """)) {
            assertThat(text(lmcp, "talk", Map.of("a", "*/"))).isEqualTo("*/");
        }
    }

    @Test
    void aNameInAnotherPackageMayBeTheSame() {
        Compilation compilation = Compilation.of(
                folder,
                Map.of(
                        "a/Item.java",
                        "package a; public record Item(@dev.lmcp.annotation.Description(\"A\") String a) {}",
                        "b/Item.java",
                        "package b; public record Item(@dev.lmcp.annotation.Description(\"A\") String a) {}",
                        "com/example/Both.java",
                        HEAD
                                + "public class Both { /** Both. */ @McpTool public String both(@Description(\"A\") a.Item a,"
                                + " @Description(\"A\") List<b.Item> b) { return \"\"; } }"));

        assertThat(compilation.objections()).isEmpty();
    }
}
