package dev.lmcp.verification.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How sources are written. */
class SourcesTest {

    private static final int MAX_FILE_LINES = 400;
    private static final int MAX_METHOD_LINES = 40;

    /** What only one era of the protocol knows. */
    private static final Pattern ERA_WORDS =
            Pattern.compile("resultType|Mcp-Session-Id|io\\.modelcontextprotocol/|ttlMs|20(24|25|26)-\\d\\d-\\d\\d");

    private static final List<String> ERAS = List.of("dev.lmcp.server.modern", "dev.lmcp.server.legacy");

    /**
     * The revisions are listed in one file. The words in a command to paste are not the server's, nor are those of a
     * client: in the training of a class archive, and in the test kit.
     */
    private static final List<String> OUTSIDE_OF_THE_ERAS = List.of(
            "Revisions.java",
            "Eras.java",
            "Welcome.java",
            "TrainingCalls.java",
            "ModernClient.java",
            "LegacyClient.java");

    private final List<SourceFile> sources = SourceFile.all();

    @Test
    void onlyTheErasKnowTheirWords() {
        List<String> found = new ArrayList<>();
        for (SourceFile source : sources) {
            if (!ERAS.contains(source.packageName())
                    && !OUTSIDE_OF_THE_ERAS.contains(source.path().getFileName().toString())) {
                source.strings().stream()
                        .filter(text -> ERA_WORDS.matcher(text).find())
                        .forEach(text -> found.add(source.name() + ": " + text));
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void theErasDoKnowTheirWords() {
        List<String> words = sources.stream()
                .filter(source -> ERAS.contains(source.packageName()))
                .flatMap(source -> source.strings().stream())
                .toList();

        assertThat(words).contains("resultType", "Mcp-Session-Id", "ttlMs");
    }

    @Test
    void noFileHoldsMoreThanOneIdea() {
        assertThat(sources.stream()
                        .filter(source -> source.lines() > MAX_FILE_LINES)
                        .map(SourceFile::name))
                .isEmpty();
    }

    @Test
    void noMethodIsTooLong() {
        assertThat(sources.stream()
                        .flatMap(source -> source.methodsLongerThan(MAX_METHOD_LINES).stream()
                                .map(method -> source.name() + ": " + method)))
                .isEmpty();
    }

    @Test
    void aMethodThatIsTooLongIsFound(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("A.java");
        Files.writeString(
                file,
                "class A {\nvoid a(String... b) throws E {\n" + "int x;\n".repeat(MAX_METHOD_LINES + 1)
                        + "}\nrecord B(int c) {\n" + "int x() { return 1; }\n".repeat(MAX_METHOD_LINES + 1) + "}\n}\n");

        List<SourceFile.LongMethod> found =
                SourceFile.parse(List.of(file)).get(0).methodsLongerThan(MAX_METHOD_LINES);

        assertThat(found).containsExactly(new SourceFile.LongMethod("a", MAX_METHOD_LINES + 1));
    }

    @Test
    void nothingIsLeftToDo() {
        Pattern unfinished = Pattern.compile("\\b(TODO|FIXME|XXX)\\b|@author|printStackTrace");

        assertThat(sources.stream()
                        .filter(source ->
                                unfinished.matcher(Project.read(source.path())).find())
                        .map(SourceFile::name))
                .isEmpty();
    }
}
