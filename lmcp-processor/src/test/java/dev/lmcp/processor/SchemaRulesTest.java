package dev.lmcp.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A parameter is refused by the compiler if, and only if, a record with such a component is refused at the start. */
class SchemaRulesTest {

    private static final String TYPES = """
            package com.example;

            import dev.lmcp.annotation.*;
            import java.math.*;
            import java.time.*;
            import java.util.*;

            public class Types {
                public enum Color { RED, @Name("green") GREEN }
                public record Leaf(String name) {}
                public record Page<T>(List<T> items, Optional<T> next) {}
                public record Loop(List<Loop> inner) {}
                public record Deep(Page<Page<Leaf>> pages) {}
                public sealed interface Animal permits Cat, Dog {}
                public record Cat(int lives) implements Animal {}
                public record Dog(Page<String> names) implements Animal {}
                public sealed interface Thing permits Stone {}
                public static final class Stone implements Thing {}
            """;

    private static final List<String> COMPONENTS = List.of(
            "String",
            "int",
            "Integer",
            "byte",
            "Short",
            "long",
            "float",
            "Double",
            "boolean",
            "char",
            "Character",
            "Object",
            "Number",
            "CharSequence",
            "java.math.BigInteger",
            "java.math.BigDecimal",
            "Instant",
            "LocalDate",
            "LocalTime",
            "LocalDateTime",
            "OffsetDateTime",
            "OffsetTime",
            "ZonedDateTime",
            "Duration",
            "Period",
            "Year",
            "YearMonth",
            "MonthDay",
            "ZoneId",
            "Date",
            "DayOfWeek",
            "Locale",
            "UUID",
            "java.net.URI",
            "java.net.URL",
            "java.nio.file.Path",
            "tools.jackson.databind.JsonNode",
            "tools.jackson.databind.node.ObjectNode",
            "tools.jackson.databind.node.ArrayNode",
            "Optional<String>",
            "OptionalInt",
            "OptionalLong",
            "OptionalDouble",
            "List<OptionalInt>",
            "Optional<Optional<String>>",
            "List<Optional<String>>",
            "Optional<List<String>>",
            "List<String>",
            "Collection<String>",
            "Iterable<String>",
            "ArrayList<String>",
            "Set<Color>",
            "SortedSet<Color>",
            "Map<String, Integer>",
            "Map<Integer, String>",
            "Map<String, List<Leaf>>",
            "List<?>",
            "List<? extends Leaf>",
            "List<? super Leaf>",
            "String[]",
            "int[]",
            "char[]",
            "Leaf[]",
            "Color",
            "Leaf",
            "Page<Leaf>",
            "Page<Object>",
            "Page<Page<Leaf>>",
            "Deep",
            "Loop",
            "Animal",
            "Cat",
            "Thing",
            "Stone",
            "@Default(\"3\") int",
            "@Default(\"x\") int",
            "@Default(\"3.0\") int",
            "@Default(\"1e3\") int",
            "@Default(\"+3\") int",
            "@Default(\"300\") byte",
            "@Default(\"0.5\") double",
            "@Default(\"NaN\") double",
            "@Default(\"0,5\") float",
            "@Default(\"true\") boolean",
            "@Default(\"TRUE\") boolean",
            "@Default(\"yes\") Boolean",
            "@Default(\"RED\") Color",
            "@Default(\"GREEN\") Color",
            "@Default(\"green\") Color",
            "@Default(\"x\") Optional<String>",
            "@Default(\"3\") OptionalInt",
            "@Default(\"2026-02-28\") LocalDate",
            "@Default(\"2026-02-30\") LocalDate",
            "@Default(\"2026\") Year",
            "@Default(\"P1D\") Period",
            "@Default(\"tomorrow\") Period",
            "@Default(\"2026-13\") YearMonth",
            "@Default(\"Europe/Oslo\") ZoneId",
            "@Default(\"Mars\") ZoneId",
            "@Default(\"9\") @Max(7) int",
            "@Default(\"7\") @Max(7) int",
            "@Default(\"0\") @Min(1) long",
            "@Default(\"1\") @Min(1) Long",
            "@Default(\"0.5\") @DecimalMin(\"0.5\") double",
            "@Default(\"0.5\") @DecimalMin(value = \"0.5\", inclusive = false) double",
            "@Default(\"0.5\") @DecimalMax(\"0.4\") BigDecimal",
            "@Default(\"abc\") @Size(max = 2) String",
            "@Default(\"ab\") @Size(min = 2, max = 2) String",
            "@Default(\"abc\") @Pattern(\"^[a-z]$\") String",
            "@Default(\"abc\") @Pattern(\"[a-z]\") String");

    @TempDir
    Path folder;

    @Test
    void theCompilerAndTheStartAgree() throws Exception {
        StringBuilder records = new StringBuilder(TYPES);
        StringBuilder tools = new StringBuilder(TYPES);
        for (int i = 0; i < COMPONENTS.size(); i++) {
            records.append("    public record Component%d(%s value) {}\n".formatted(i, COMPONENTS.get(i)));
            tools.append(
                    "    @McpTool(description = \"Takes it\") public static String take%d(%s value) { return null; }\n"
                            .formatted(i, COMPONENTS.get(i)));
        }
        Compilation start = Compilation.of(folder.resolve("start"), Map.of("com/example/Types.java", records + "}\n"));
        Compilation compiler =
                Compilation.of(folder.resolve("compiler"), Map.of("com/example/Types.java", tools + "}\n"));
        assertThat(start.messages(Diagnostic.Kind.ERROR)).isEmpty();

        List<String> refusedAtTheStart = new ArrayList<>();
        List<String> refusedByTheCompiler = new ArrayList<>();
        for (int i = 0; i < COMPONENTS.size(); i++) {
            if (isRefused(start.loader().loadClass("com.example.Types$Component" + i))) {
                refusedAtTheStart.add(COMPONENTS.get(i));
            }
            String place = "Types.java:" + (TYPES.lines().count() + 1 + i) + ": ";
            if (compiler.messages(Diagnostic.Kind.ERROR).stream().anyMatch(message -> message.startsWith(place))) {
                refusedByTheCompiler.add(COMPONENTS.get(i));
            }
        }

        assertThat(refusedByTheCompiler).isEqualTo(refusedAtTheStart).hasSizeBetween(30, COMPONENTS.size() - 50);
    }

    private static boolean isRefused(Class<?> type) {
        try {
            Shape.of(type);
            return false;
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
