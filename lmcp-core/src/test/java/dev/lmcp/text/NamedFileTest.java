package dev.lmcp.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedFileTest {

    private static final String EXPECTED = "a key";

    @TempDir
    private Path folder;

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> NamedFile.check(file, EXPECTED))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage(message);
    }

    @Test
    void readsEachByteOfAFile() throws IOException {
        byte[] bytes = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 0, (byte) 0xFF, '\n'};
        Path file = Files.write(folder.resolve("file"), bytes);

        NamedFile.check(file, EXPECTED);

        assertThat(NamedFile.read(file, EXPECTED)).isEqualTo(bytes);
    }

    @Test
    void tellsWhyAFileCannotBeRead() throws IOException {
        Path below = Files.writeString(folder.resolve("file"), "x").resolve("below");

        assertRefused(folder, "is a directory; expected a key: correct the path");
        assertRefused(folder.resolve("absent"), "does not exist; expected a key: correct the path, or create the file");
        assertRefused(Path.of("/dev/null"), "is no regular file; expected a key: correct the path");
        assertRefused(
                below,
                "cannot be read (" + below
                        + ": Not a directory); expected a key: correct the path or the rights of the file");
        assertThatThrownBy(() -> NamedFile.read(folder, EXPECTED))
                .hasMessage("is a directory; expected a key: correct the path");
        assertThatThrownBy(() -> NamedFile.read(folder.resolve("absent"), EXPECTED))
                .hasMessage("does not exist; expected a key: correct the path, or create the file");
    }

    @Test
    void tellsThatTheProcessMayNotReadAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> NamedFile.read(file, EXPECTED, path -> {
                    throw new AccessDeniedException(path.toString());
                }))
                .hasMessage("may not be read by this process; expected a key: correct the rights of the file");
    }

    @Test
    void readsOneMebibyteAndNoMore() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[1024 * 1024]);
        assertThat(NamedFile.read(file, EXPECTED)).hasSize(1024 * 1024);

        Path larger = Files.write(folder.resolve("larger"), new byte[1024 * 1024 + 1]);
        assertThatThrownBy(() -> NamedFile.read(larger, EXPECTED))
                .hasMessage("is larger than 1 MiB; expected a key: correct the path");
        assertThatCode(() -> NamedFile.check(larger, EXPECTED)).doesNotThrowAnyException();
    }
}
