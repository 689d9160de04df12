package dev.lmcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every source file of this project, and no compiler checks. */
class HouseRulesTest {

    private static final int MAX_FILE_LINES = 400;
    private static final int MAX_METHOD_LINES = 40;

    /** What only one era knows: house rules let these words stand in the files of the eras alone. */
    private static final Pattern ERA_WORDS = Pattern.compile(
            "\"[^\"]*(resultType|Mcp-Session-Id|io\\.modelcontextprotocol/|ttlMs|20(24|25|26)-\\d\\d-\\d\\d)[^\"]*\"");

    /** Methods that are to be split. */
    private static final List<String> STILL_LONG = List.of("IssuerSettings.java: static");

    /** The words in a command that a person pastes into a terminal are not the server's. */
    private static final String PASTED = "lmcp-launcher/src/main/java/dev/lmcp/launcher/Welcome.java";

    private static final Pattern ERA_FILES = Pattern.compile("(Modern|Legacy)[A-Z]\\w*\\.java|(Eras|Revisions)\\.java");

    /** The sources of the modules that are shipped, by their path below the project. */
    private static Map<String, String> sources() {
        Path root = Path.of("").toAbsolutePath().getParent();
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> modules = Files.list(root)) {
            for (Path module : modules.filter(path -> Files.isDirectory(path.resolve("src/main/java")))
                    .toList()) {
                try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
                    files.filter(file -> file.toString().endsWith(".java"))
                            .forEach(file -> sources.put(root.relativize(file).toString(), read(file)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(sources).hasSizeGreaterThan(100);
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The source with comments blanked out, line by line as long as before. */
    private static String withoutComments(String source) {
        Matcher matcher = Pattern.compile(
                        "\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\\n])*\"|'(\\\\.|[^'\\\\])+'|(//[^\n]*)|(/\\*.*?\\*/)",
                        Pattern.DOTALL)
                .matcher(source);
        return matcher.replaceAll(found -> found.group(3) == null && found.group(4) == null
                ? Matcher.quoteReplacement(found.group())
                : "\n".repeat((int) found.group().chars().filter(c -> c == '\n').count()));
    }

    /** The source with comments and the contents of strings blanked out, so that braces are braces. */
    private static String structureOf(String source) {
        return Pattern.compile("\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\\n])*\"|'(\\\\.|[^'\\\\])+'", Pattern.DOTALL)
                .matcher(withoutComments(source))
                .replaceAll(found -> "\"\""
                        + "\n".repeat((int)
                                found.group().chars().filter(c -> c == '\n').count()));
    }

    @Test
    void onlyTheFilesOfTheErasKnowTheirWords() {
        List<String> found = new ArrayList<>();
        sources().forEach((path, source) -> {
            if (!path.equals(PASTED)
                    && !ERA_FILES
                            .matcher(Path.of(path).getFileName().toString())
                            .matches()) {
                Matcher word = ERA_WORDS.matcher(withoutComments(source));
                while (word.find()) {
                    found.add(path + ": " + word.group());
                }
            }
        });

        assertThat(found).isEmpty();
    }

    @Test
    void theErasDoKnowTheirWords() {
        String modern = sources().entrySet().stream()
                .filter(file -> ERA_FILES
                        .matcher(Path.of(file.getKey()).getFileName().toString())
                        .matches())
                .map(file -> withoutComments(file.getValue()))
                .collect(Collectors.joining());

        assertThat(modern).contains("\"resultType\"", "\"Mcp-Session-Id\"", "\"2026-07-28\"", "\"ttlMs\"");
    }

    @Test
    void noFileHoldsMoreThanOneIdea() {
        Map<String, Integer> tooLong = new TreeMap<>();
        sources().forEach((path, source) -> {
            int lines = (int) source.lines().count();
            if (lines > MAX_FILE_LINES) {
                tooLong.put(path, lines);
            }
        });

        assertThat(tooLong).isEmpty();
    }

    @Test
    void noMethodIsTooLong() {
        List<String> tooLong = new ArrayList<>();
        sources().forEach((path, source) -> tooLong.addAll(longMethods(path, structureOf(source))));

        assertThat(tooLong).allMatch(method -> STILL_LONG.stream().anyMatch(method::contains));
    }

    @Test
    void aMethodThatIsTooLongIsFound() {
        String body = "int x;\n".repeat(MAX_METHOD_LINES);

        assertThat(longMethods("A", "class A {\nvoid a(String... b) throws E {\n" + body + "}\n}\n"))
                .hasSize(1);
        assertThat(longMethods("A", "class A {\nrecord B(int c) {\n" + body + "}\n}\n"))
                .isEmpty();
    }

    /** A method is what begins with a parenthesis that closes before a brace, and is no type and no block. */
    private static List<String> longMethods(String path, String structure) {
        Pattern head =
                Pattern.compile("^[ \\t]*(?=\\S)[^;{}=]*\\([^;{}]*\\)\\s*(throws [\\w., \\n]+)?\\{", Pattern.MULTILINE);
        Pattern other = Pattern.compile(
                "\\b(new|record|class|interface|enum|if|for|while|switch|catch|try|return|else|do)\\b|synchronized\\s*\\(");
        List<String> tooLong = new ArrayList<>();
        Matcher matcher = head.matcher(structure);
        while (matcher.find()) {
            if (other.matcher(matcher.group()).find()) {
                continue;
            }
            int depth = 1;
            int end = matcher.end();
            while (end < structure.length() && depth > 0) {
                char c = structure.charAt(end++);
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            }
            long lines = structure.substring(matcher.end(), end).lines().count();
            if (lines > MAX_METHOD_LINES) {
                tooLong.add(path + ": "
                        + matcher.group().strip().lines().findFirst().orElse("") + " " + lines);
            }
        }
        return tooLong;
    }

    @Test
    void nothingIsPrintedNorLeftToDo() {
        Pattern forbidden = Pattern.compile("printStackTrace|new RuntimeException\\(|ThreadLocal<|sun\\.misc");
        Pattern unfinished = Pattern.compile("TODO|FIXME|XXX|@author");
        List<String> found = new ArrayList<>();
        sources().forEach((path, source) -> {
            boolean mayPrint = path.startsWith("lmcp-launcher") || path.endsWith("/StdioTransport.java");
            if (forbidden.matcher(withoutComments(source)).find()
                    || unfinished.matcher(source).find()
                    || (!mayPrint && withoutComments(source).contains("System.out"))
                    || (!mayPrint && withoutComments(source).contains("System.err"))) {
                found.add(path);
            }
        });

        assertThat(found).isEmpty();
    }

    @Test
    void noTypeHasANameThatSaysNothing() {
        Pattern empty =
                Pattern.compile(".*(Impl|Manager|Helper|Utils?)\\.java|(.*/)?(Abstract|Default)[A-Z]\\w*\\.java");

        assertThat(sources().keySet()).noneMatch(path -> empty.matcher(path).matches());
    }

    @Test
    void everythingExportedSaysWhatItIs() {
        List<String> silent = new ArrayList<>();
        sources().forEach((path, source) -> {
            if (path.matches("lmcp-core/src/main/java/dev/lmcp/((spi|jsonrpc)/)?\\w+\\.java")
                    && Pattern.compile("^public ", Pattern.MULTILINE)
                            .matcher(source)
                            .find()) {
                Matcher matcher = Pattern.compile(
                                "^ {0,8}(@\\w+(\\([^)]*\\))?\\s+)*public [^=;{]*[;{]", Pattern.MULTILINE)
                        .matcher(source);
                while (matcher.find()) {
                    String before = source.substring(0, matcher.start()).stripTrailing();
                    boolean said = before.endsWith("*/") || matcher.group().contains("@Override");
                    if (!said) {
                        silent.add(path + ": " + matcher.group().strip());
                    }
                }
            }
        });

        assertThat(silent).isEmpty();
    }

    @Test
    void theFirstSentenceOfADescriptionIsOne() {
        List<String> wrong = new ArrayList<>();
        sources().forEach((path, source) -> {
            Matcher comment =
                    Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL).matcher(source);
            while (comment.find()) {
                String text = comment.group(1).replaceAll("\\n\\s*\\*", " ").strip();
                String first = text.split("<p>|@param|@return|@throws|<pre>", 2)[0].strip();
                if (!first.isEmpty() && !first.endsWith(".") && !first.endsWith("}") && !first.endsWith(":")) {
                    wrong.add(path + ": " + first);
                }
            }
        });

        assertThat(wrong).isEmpty();
    }

    @Test
    void everyPluginIsListedWhereItIsProvided() {
        Path root = Path.of("").toAbsolutePath().getParent();
        List<String> checked = new ArrayList<>();
        sources().forEach((path, source) -> {
            if (path.endsWith("module-info.java")) {
                Path services = root.resolve(path).getParent().resolveSibling("resources/META-INF/services");
                Map<String, String> provided = new TreeMap<>();
                Matcher provides = Pattern.compile("provides ([\\w.]+)\\s+with\\s+([\\w.,\\s]+);")
                        .matcher(source);
                while (provides.find()) {
                    provided.put(provides.group(1), provides.group(2).replaceAll("\\s", ""));
                    checked.add(path);
                }
                assertThat(listed(services, provided)).as(path).isEqualTo(provided);
            }
        });

        assertThat(checked).isNotEmpty();
    }

    /** What the services files say of lmcp's own interfaces; others are a container's, which knows no modules. */
    private static Map<String, String> listed(Path services, Map<String, String> provided) {
        Map<String, String> listed = new TreeMap<>();
        if (Files.isDirectory(services)) {
            try (Stream<Path> files = Files.list(services)) {
                files.filter(file -> file.getFileName().toString().startsWith("dev.lmcp.")
                                || provided.containsKey(file.getFileName().toString()))
                        .forEach(file -> listed.put(
                                file.getFileName().toString(),
                                read(file)
                                        .lines()
                                        .map(line -> line.split("#", 2)[0].strip())
                                        .filter(line -> !line.isEmpty())
                                        .collect(Collectors.joining(","))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return listed;
    }

    @Test
    void theCoreExportsThreePackagesAndOneToFriendsAndNeedsWhatItSays() {
        String descriptor = withoutComments(sources().get("lmcp-core/src/main/java/module-info.java"))
                .replaceAll("\\s+to\\s+", " to ")
                .replaceAll(",\\s+", ", ");

        assertThat(descriptor
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.matches("(requires|exports|opens|provides|uses) .*"))
                        .sorted())
                .containsExactly(
                        "exports dev.lmcp.jsonrpc;",
                        "exports dev.lmcp.net to dev.lmcp.auth.oauth, dev.lmcp.tools.sample;",
                        "exports dev.lmcp.spi;",
                        "exports dev.lmcp.text to",
                        "exports dev.lmcp;",
                        "requires dev.harrel.jsonschema;",
                        "requires java.management;",
                        "requires static org.jspecify;",
                        "requires transitive tools.jackson.databind;",
                        "uses dev.lmcp.spi.AuthProvider;",
                        "uses dev.lmcp.spi.ToolProvider;",
                        "uses dev.lmcp.spi.TransportProvider;");
    }
}
