package dev.lmcp.auth.oauth.jose;

import dev.lmcp.auth.oauth.jose.InvalidJwsException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A signed text in the compact serialization (RFC 7515 §7.1), parsed and not yet verified.
 *
 * <p>Its payload is bytes, of which nothing is known before {@link #verify} has returned.
 */
public final class Jws {

    private static final byte DOT = '.';
    private static final Set<String> EMBEDDED_KEY_TYPES = Set.of("EC", "OKP");

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
    public static Jws parse(String text) {
        return parse(text, JwsHeader::read);
    }

    /**
     * Parses the text; the header may come from the cache.
     *
     * @param text the compact serialization
     * @param headers the cache of headers
     * @return the JWS, not verified yet
     * @throws InvalidJwsException if the text is no JWS that lmcp accepts
     */
    public static Jws parse(String text, JwsHeaderCache headers) {
        return parse(text, headers::read);
    }

    private static Jws parse(String text, Function<byte[], JwsHeader> readHeader) {
        // A character beyond Latin-1 becomes '?', which is neither a dot nor in the alphabet.
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int first = indexOfDot(bytes, 0);
        int second = indexOfDot(bytes, first + 1);
        if (first <= 0 || second < 0 || second == bytes.length - 1) {
            throw new InvalidJwsException(Reason.MALFORMED_TOKEN);
        }
        if (indexOfDot(bytes, second + 1) >= 0) {
            throw new InvalidJwsException(manyPartsReason(bytes));
        }
        return new Jws(
                readHeader.apply(segment(bytes, 0, first)),
                Arrays.copyOf(bytes, second),
                segment(bytes, first + 1, second),
                segment(bytes, second + 1, bytes.length));
    }

    /** Parses a proof of possession, which brings its own key and may (RFC 9449 §4.2). */
    public static Jws parseProof(String text) {
        return parse(text, JwsHeader::readProof);
    }

    /**
     * Verifies the signature and returns the key that made it.
     *
     * @param allowed the algorithms in which the issuer signs; the header chooses among these and no others
     * @param keyFor finds the key for a header, or throws {@link InvalidJwsException}
     * @throws InvalidJwsException for whatever is wrong
     */
    public Key verify(Set<Algorithm> allowed, Function<JwsHeader, Key> keyFor) {
        if (!allowed.contains(header.algorithm())) {
            throw new InvalidJwsException(Reason.ALGORITHM_NOT_ALLOWED);
        }
        Key key = keyFor.apply(header);
        if (!key.verifies(header.algorithm(), signed, signature)) {
            throw new InvalidJwsException(Reason.SIGNATURE_WRONG);
        }
        return key;
    }

    /**
     * Verifies the signature of a proof of possession with the key in its own header, an EC or OKP key.
     *
     * <p>An RSA key is refused: Bouncy Castle needs 50 ms to check a new modulus, and each proof may bring a new one.
     *
     * @param allowed the algorithms that the proof may use
     * @return the key in the header
     * @throws InvalidJwsException if the key or the signature is wrong
     */
    public Key verifyWithEmbeddedKey(Set<Algorithm> allowed) {
        return verify(allowed, Jws::embeddedKey);
    }

    private static Key embeddedKey(JwsHeader header) {
        ObjectNode jwk = header.embeddedKey().orElseThrow(() -> new InvalidJwsException(Reason.MALFORMED_HEADER));
        JsonNode type = jwk.get("kty");
        if (type == null || !type.isString() || !EMBEDDED_KEY_TYPES.contains(type.stringValue())) {
            throw new InvalidJwsException(Reason.KEY_UNSUITABLE);
        }
        try {
            return new JwkReader(jwk).publicKey(identity -> Optional.empty());
        } catch (UnusableKeyException unusable) {
            throw new InvalidJwsException(Reason.KEY_UNSUITABLE);
        }
    }

    /**
     * Tells whether the text looks like a JWS: three parts, and the first is a JSON object with an {@code alg}.
     *
     * @param text a token of any kind
     * @return false if the text is no JWS
     */
    public static boolean isLikely(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        return first > 0
                && second > 0
                && text.indexOf('.', second + 1) < 0
                && Base64Url.decode(text.substring(0, first))
                        .flatMap(StrictJson.TOKEN::object)
                        .filter(header -> header.has("alg"))
                        .isPresent();
    }

    public JwsHeader header() {
        return header;
    }

    /** The signed bytes; nobody changes them, so there is no copy. */
    public byte[] payload() {
        return payload;
    }

    private static byte[] segment(byte[] text, int from, int to) {
        return Base64Url.decode(text, from, to).orElseThrow(() -> new InvalidJwsException(Reason.MALFORMED_TOKEN));
    }

    private static int indexOfDot(byte[] text, int from) {
        for (int at = from; at < text.length; at++) {
            if (text[at] == DOT) {
                return at;
            }
        }
        return -1;
    }

    private static Reason manyPartsReason(byte[] text) {
        int dots = 0;
        for (byte each : text) {
            dots += each == DOT ? 1 : 0;
        }
        return dots == 4 ? Reason.ENCRYPTED_TOKEN : Reason.MALFORMED_TOKEN;
    }
}
