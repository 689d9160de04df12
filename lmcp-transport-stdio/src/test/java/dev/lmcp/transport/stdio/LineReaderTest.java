package dev.lmcp.transport.stdio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTest {

    private static List<String> lines(InputStream in, int most) throws IOException {
        LineReader reader = new LineReader(in);
        List<String> lines = new ArrayList<>();
        for (Optional<byte[]> line = reader.next(most); line.isPresent(); line = reader.next(most)) {
            lines.add(new String(line.get(), StandardCharsets.ISO_8859_1));
        }
        return lines;
    }

    private static List<String> lines(String text, int most) throws IOException {
        return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), most);
    }

    @Test
    void splitsAtLineFeeds() throws IOException {
        assertThat(lines("one\ntwo\n", 10)).containsExactly("one", "two");
    }

    @Test
    void acceptsTheLineEndsOfWindows() throws IOException {
        assertThat(lines("one\r\ntwo\r\n", 10)).containsExactly("one", "two");
    }

    @Test
    void keepsACarriageReturnWithinALine() throws IOException {
        assertThat(lines("o\rne\n", 10)).containsExactly("o\rne");
    }

    @Test
    void skipsBlankLines() throws IOException {
        assertThat(lines("\n\r\n \t\none\n\n", 10)).containsExactly("one");
    }

    @Test
    void readsALastLineWithoutALineEnd() throws IOException {
        assertThat(lines("one\ntw", 10)).containsExactly("one", "tw");
    }

    @Test
    void isEmptyForAnEmptyStream() throws IOException {
        assertThat(lines("", 10)).isEmpty();
    }

    @Test
    void keepsOneByteAboveTheLimitOfALongLineAndContinuesAfterIt() throws IOException {
        assertThat(lines("x".repeat(100_000) + "\ntwo\n", 10)).containsExactly("x".repeat(11), "two");
    }

    @Test
    void acceptsALineOfTheMaximumLengthWithEachLineEnd() throws IOException {
        assertThat(lines("0123456789\r\n0123456789\n0123456789", 10))
                .containsExactly("0123456789", "0123456789", "0123456789");
        assertThat(lines("0123456789x\r\n", 10)).containsExactly("0123456789x");
    }

    @Test
    void acceptsReadsThatEndAnywhere() throws IOException {
        byte[] bytes = "one\r\ntwo\nthree".getBytes(StandardCharsets.US_ASCII);
        InputStream byByte = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(1, length));
            }
        };

        assertThat(lines(byByte, 10)).containsExactly("one", "two", "three");
    }

    @Test
    void acceptsALineThatIsLongerThanItsBuffer() throws IOException {
        String line = "0123456789abcdef".repeat(10_000);

        assertThat(lines(line + "\n" + line + "\n", 1_000_000)).containsExactly(line, line);
    }

    /** The line is larger than the memory of the test, so the reader must not keep it. */
    @Test
    void readsALineOfEightGigabytesWithinSmallMemory() throws IOException {
        InputStream endless = new InputStream() {
            private long left = 8L * 1024 * 1024 * 1024;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                left -= length;
                java.util.Arrays.fill(target, offset, offset + 1, (byte) 'x');
                return length;
            }
        };

        assertThat(lines(endless, 1_000))
                .singleElement()
                .satisfies(line -> assertThat(line).hasSize(1_001));
    }
}
