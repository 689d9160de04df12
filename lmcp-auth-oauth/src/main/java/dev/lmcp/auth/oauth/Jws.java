package dev.lmcp.auth.oauth;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;

/**
 * A signed text in the compact serialization (RFC 7515 §7.1), parsed and not yet verified.
 *
 * <p>Its payload is bytes, of which nothing is known before {@link #verify} has returned.
 */
final class Jws {

    private static final byte DOT = '.';

    private final JwsHeader header;
    private final byte[] signed;
    private final byte[] payload;
    private final byte[] signature;

    private Jws(JwsHeader header, byte[] signed, byte[] payload, byte[] signature) {
        this.header = header;
        this.signed = signed;
        this.payload = payload;
        this.signature = signature;
    }

    /** Parses the text; an empty payload is allowed here, since a JWS may sign nothing. */
    static Jws parse(String text) {
        return parse(text, JwsHeader::read);
    }

    /** Parses the text, its header being read like this. */
    static Jws parse(String text, Function<byte[], JwsHeader> readHeader) {
        // A character beyond Latin-1 becomes '?', which is neither a dot nor in the alphabet.
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int first = indexOfDot(bytes, 0);
        int second = indexOfDot(bytes, first + 1);
        if (first <= 0 || second < 0 || second == bytes.length - 1) {
            throw new InvalidTokenException(RefusalReason.MALFORMED_TOKEN);
        }
        if (indexOfDot(bytes, second + 1) >= 0) {
            throw new InvalidTokenException(manyPartsReason(bytes));
        }
        return new Jws(
                readHeader.apply(segment(bytes, 0, first)),
                Arrays.copyOf(bytes, second),
                segment(bytes, first + 1, second),
                segment(bytes, second + 1, bytes.length));
    }

    /** Parses a proof of possession, which brings its own key and may (RFC 9449 §4.2). */
    static Jws parseProof(String text) {
        return parse(text, JwsHeader::readProof);
    }

    /**
     * Verifies the signature and returns the key that made it.
     *
     * @param allowed the algorithms in which the issuer signs; the header chooses among these and no others
     * @param keyFor finds the key for a header, or throws {@link InvalidTokenException}
     * @throws InvalidTokenException for whatever is wrong
     */
    Key verify(Set<Algorithm> allowed, Function<JwsHeader, Key> keyFor) {
        if (!allowed.contains(header.algorithm())) {
            throw new InvalidTokenException(RefusalReason.ALGORITHM_NOT_ALLOWED);
        }
        Key key = keyFor.apply(header);
        if (!key.verifies(header.algorithm(), signed, signature)) {
            throw new InvalidTokenException(RefusalReason.SIGNATURE_WRONG);
        }
        return key;
    }

    JwsHeader header() {
        return header;
    }

    /** The signed bytes; nobody changes them, so there is no copy. */
    byte[] payload() {
        return payload;
    }

    private static byte[] segment(byte[] text, int from, int to) {
        return Base64Url.decode(text, from, to)
                .orElseThrow(() -> new InvalidTokenException(RefusalReason.MALFORMED_TOKEN));
    }

    private static int indexOfDot(byte[] text, int from) {
        for (int at = from; at < text.length; at++) {
            if (text[at] == DOT) {
                return at;
            }
        }
        return -1;
    }

    private static RefusalReason manyPartsReason(byte[] text) {
        int dots = 0;
        for (byte each : text) {
            dots += each == DOT ? 1 : 0;
        }
        return dots == 4 ? RefusalReason.ENCRYPTED_TOKEN : RefusalReason.MALFORMED_TOKEN;
    }
}
