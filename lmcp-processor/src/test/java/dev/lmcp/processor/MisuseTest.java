package dev.lmcp.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of {@code misuse} has classes with a fault. The line below a comment {@code // error: …} has that error. */
class MisuseTest {

    private static final Path CASES = Path.of("src/test/resources/misuse");
    private static final String MARK = "// error: ";

    @TempDir
    Path classes;

    static List<String> misuses() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void isAnErrorOnTheLineWithTheFault(String misuse) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        List<String> expected = new ArrayList<>();
        try (Stream<Path> files = Files.list(CASES.resolve(misuse))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                sources.put("com/example/" + name, Files.readString(file));
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).strip().startsWith(MARK)) {
                        expected.add(name + ":" + (i + 2) + ": "
                                + lines.get(i).strip().substring(MARK.length()));
                    }
                }
            }
        }

        Compilation compilation = Compilation.of(classes, sources);

        assertThat(expected).isNotEmpty();
        assertThat(compilation.messages(Diagnostic.Kind.ERROR)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(compilation.text("META-INF/services/dev.lmcp.spi.ToolProvider"))
                .isEmpty();
    }
}
