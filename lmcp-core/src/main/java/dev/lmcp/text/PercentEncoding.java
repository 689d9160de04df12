package dev.lmcp.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Percent-encoded text by RFC 3986 §2.1, decoded as UTF-8. A {@code +} stays a {@code +}. */
public final class PercentEncoding {

    private PercentEncoding() {}

    /** What becomes of a {@code %} without two hexadecimal digits behind it, and of bytes that are not UTF-8. */
    public enum Malformed {
        /** The {@code %} stays as it is, and U+FFFD stands for the bytes. */
        KEEP,
        /** The whole text is refused. */
        REJECT
    }

    /** Returns the decoded text; empty if it is malformed and that is to be rejected. */
    public static Optional<String> decode(String encoded, Malformed malformed) {
        if (encoded.indexOf('%') < 0) {
            return Optional.of(encoded);
        }
        byte[] in = encoded.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(in.length);
        int at = 0;
        while (at < in.length) {
            int escaped = in[at] == '%' ? escaped(in, at) : -1;
            if (escaped >= 0) {
                out.put((byte) escaped);
                at += 3;
            } else if (in[at] == '%' && malformed == Malformed.REJECT) {
                return Optional.empty();
            } else {
                out.put(in[at++]);
            }
        }
        return text(out.flip(), malformed);
    }

    /** The byte that an escape stands for, or −1 if it is none. */
    private static int escaped(byte[] in, int at) {
        if (at + 2 >= in.length) {
            return -1;
        }
        int high = Character.digit(in[at + 1], 16);
        int low = Character.digit(in[at + 2], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static Optional<String> text(ByteBuffer bytes, Malformed malformed) {
        CodingErrorAction action = malformed == Malformed.KEEP ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(action);
        try {
            return Optional.of(decoder.decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
