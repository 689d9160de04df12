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

    private Compilation compile(String name) throws IOException {
        return Compilation.of(
                folder.resolve(name),
                Map.of("com/example/library/Library.java", Files.readString(GOLDEN.resolve("Library.java"))));
    }
}
