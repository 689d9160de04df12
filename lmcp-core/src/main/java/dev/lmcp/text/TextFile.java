package dev.lmcp.text;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the text files that operators write: UTF-8, with or without a byte order mark, 1 MiB at most. Ends of lines stay
 * as they are.
 */
public final class TextFile {

    private static final String EXPECTED = "a text file in UTF-8";

    private TextFile() {}

    /** Reads a file. */
    public static String read(Path file) throws UnreadableFileException {
        return read(file, Files::newInputStream);
    }

    /** Reads a file that {@code opener} opens. */
    static String read(Path file, NamedFile.Opener opener) throws UnreadableFileException {
        return decode(NamedFile.read(file, EXPECTED, opener));
    }

    /** Reads a stream to its end; the caller closes it. */
    public static String read(InputStream in) throws UnreadableFileException {
        return decode(NamedFile.read(in, EXPECTED));
    }

    private static String decode(byte[] bytes) throws UnreadableFileException {
        Optional<String> other = otherEncoding(bytes);
        if (other.isPresent()) {
            throw new UnreadableFileException("looks like " + other.get(), EXPECTED + ": save it in that encoding");
        }
        int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer text = CharBuffer.allocate(in.remaining());
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, text, true);
        if (result.isError()) {
            throw new UnreadableFileException(
                    "is not UTF-8 in line " + line(bytes, in.position()), EXPECTED + ": save it in that encoding");
        }
        return text.flip().toString();
    }

    /** UTF-16 and UTF-32, by their byte order mark or by the zero bytes of the first character. */
    private static Optional<String> otherEncoding(byte[] bytes) {
        if (startsWith(bytes, 0xFF, 0xFE, 0, 0) || startsWith(bytes, 0, 0, 0xFE, 0xFF)) {
            return Optional.of("UTF-32");
        }
        boolean isMarked = startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF);
        boolean isHalfZero = bytes.length > 1 && (bytes[0] == 0) != (bytes[1] == 0);
        return isMarked || isHalfZero ? Optional.of("UTF-16") : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        byte[] wanted = new byte[mark.length];
        for (int i = 0; i < mark.length; i++) {
            wanted[i] = (byte) mark[i];
        }
        return bytes.length >= wanted.length && Arrays.equals(bytes, 0, wanted.length, wanted, 0, wanted.length);
    }

    private static int line(byte[] bytes, int position) {
        int line = 1;
        for (int at = 0; at < position; at++) {
            line += bytes[at] == '\n' ? 1 : 0;
        }
        return line;
    }
}
