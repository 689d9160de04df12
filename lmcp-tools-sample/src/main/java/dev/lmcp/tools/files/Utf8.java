package dev.lmcp.tools.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes bytes that may be text in UTF-8. */
final class Utf8 {

    private Utf8() {}

    /** Returns the text; empty if the bytes are not UTF-8 or contain a NUL, which a text does not have. */
    static Optional<String> text(ByteBuffer bytes) {
        for (int at = bytes.position(); at < bytes.limit(); at++) {
            if (bytes.get(at) == 0) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.duplicate())
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Returns the bytes without a part of a character at their beginning and at their end. */
    static ByteBuffer whole(ByteBuffer bytes, boolean beginsInside, boolean endsInside) {
        int from = bytes.position();
        int to = bytes.limit();
        for (int skipped = 0; beginsInside && skipped < 3 && from < to && isContinuation(bytes.get(from)); skipped++) {
            from++;
        }
        if (endsInside) {
            int lead = to - 1;
            while (lead > from && lead > to - 4 && isContinuation(bytes.get(lead))) {
                lead--;
            }
            if (lead >= from && length(bytes.get(lead)) > to - lead) {
                to = lead;
            }
        }
        return bytes.duplicate().position(from).limit(to);
    }

    private static boolean isContinuation(byte value) {
        return (value & 0xC0) == 0x80;
    }

    private static int length(byte lead) {
        int ones = Integer.numberOfLeadingZeros(~(lead << 24));
        return ones >= 2 && ones <= 4 ? ones : 1;
    }
}
