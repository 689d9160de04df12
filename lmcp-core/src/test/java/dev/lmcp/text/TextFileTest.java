package dev.lmcp.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {

    private static final String SAVE = "; expected a text file in UTF-8: save it in that encoding";

    @TempDir
    private Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("file"), content);
    }

    private Path file(String content) throws IOException {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsUtf8WithOrWithoutAByteOrderMark() throws IOException {
        assertThat(TextFile.read(file("näm\n"))).isEqualTo("näm\n");
        assertThat(TextFile.read(file("\ufeffnäm\n"))).isEqualTo("näm\n");
        assertThat(TextFile.read(file("\ufeff\ufeffx"))).isEqualTo("\ufeffx");
        assertThat(TextFile.read(file(""))).isEmpty();
        assertThat(TextFile.read(file("\ufeff"))).isEmpty();
        assertThat(TextFile.read(file("a\r\nb\r"))).isEqualTo("a\r\nb\r");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "x-UTF-16LE-BOM"})
    void namesUtf16(String charset) throws IOException {
        Path file = file("lmcp.name = x\n".getBytes(Charset.forName(charset)));

        assertThatThrownBy(() -> TextFile.read(file)).hasMessage("looks like UTF-16" + SAVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-UTF-32LE-BOM", "X-UTF-32BE-BOM"})
    void namesUtf32(String charset) throws IOException {
        Path file = file("lmcp.name = x\n".getBytes(Charset.forName(charset)));

        assertThatThrownBy(() -> TextFile.read(file)).hasMessage("looks like UTF-32" + SAVE);
    }

    @Test
    void tellsTheLineThatIsNotUtf8() throws IOException {
        Path latin = file("a = b\r\nc = d\ne = \u00e4 f\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> TextFile.read(latin)).hasMessage("is not UTF-8 in line 3" + SAVE);

        Path cut = file(new byte[] {'a', (byte) 0xC3});
        assertThatThrownBy(() -> TextFile.read(cut)).hasMessage("is not UTF-8 in line 1" + SAVE);
    }

    @Test
    void readsOneMebibyteAndNoMore() throws IOException {
        String longest = "x".repeat(1024 * 1024);

        assertThat(TextFile.read(file(longest))).hasSize(1024 * 1024);
        Path file = file(longest + "x");
        assertThatThrownBy(() -> TextFile.read(file))
                .hasMessage("is larger than 1 MiB; expected a text file in UTF-8: correct the path");
    }

    @Test
    void tellsWhyThereIsNoText() {
        assertThatThrownBy(() -> TextFile.read(folder))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("is a directory; expected a text file in UTF-8: correct the path");
        assertThatThrownBy(() -> TextFile.read(folder.resolve("absent")))
                .hasMessage("does not exist; expected a text file in UTF-8: correct the path, or create the file");
    }

    /** The superuser may read every file, so the system's refusal is made here. */
    @Test
    void tellsThatTheProcessMayNotReadIt() throws IOException {
        Path file = file("x");

        assertThatThrownBy(() -> TextFile.read(file, path -> {
                    throw new AccessDeniedException(path.toString());
                }))
                .hasMessage("may not be read by this process; expected a text file in UTF-8: correct the rights of the"
                        + " file");
    }

    @Test
    void tellsThatThePathLeadsThroughAFile() throws IOException {
        Path below = file("x").resolve("child");

        assertThatThrownBy(() -> TextFile.read(below))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageEndingWith("; expected a text file in UTF-8: correct the path or the rights of the file");
    }

    @Test
    void tellsWhatTheSystemSays() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Input/output\nerror");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };

        assertThatThrownBy(() -> TextFile.read(broken))
                .hasMessage("cannot be read (Input/output error); expected a text file in UTF-8: correct the path or"
                        + " the rights of the file");
    }
}
