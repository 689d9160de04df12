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
 * A JWS in the compact serialization (RFC 7515 §7.1): parsed, but not verified.
 *
 * <p>The payload must not be trusted before {@link #verify} has returned.
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

    /**
     * Parses the text; the payload may be empty.
     *
     * @throws InvalidJwsException if the text is not a JWS that lmcp accepts
     */
    public static Jws parse(String text) {
        return parse(text, JwsHeader::read);
    }

    /**
     * Parses the text, and takes the header from the cache if it is there.
     *
     * @param text the compact serialization
     * @param headers the cache of headers
     * @return the JWS, not verified
     * @throws InvalidJwsException if the text is not a JWS that lmcp accepts
     */
    public static Jws parse(String text, JwsHeaderCache headers) {
        return parse(text, headers::read);
    }

    private static Jws parse(String text, Function<byte[], JwsHeader> readHeader) {
        // A character outside of Latin-1 becomes '?', and '?' is neither a dot nor in the alphabet.
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

    /**
     * Parses a DPoP proof: a JWS with the public key in its header (RFC 9449 §4.2).
     *
     * @throws InvalidJwsException if the text is not such a JWS
     */
    public static Jws parseProof(String text) {
        return parse(text, JwsHeader::readProof);
    }

    /**
     * Verifies the signature and returns the key.
     *
     * @param allowed the algorithms that the issuer may use; the header can choose only one of these
     * @param keyFor finds the key for a header, or throws {@link InvalidJwsException}
     * @return the key that verifies the signature
     * @throws InvalidJwsException if the algorithm is not allowed, or if the signature is wrong
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
     * Verifies the signature with the EC or OKP key in the header, as a DPoP proof has it.
     *
     * <p>RSA keys are refused. Bouncy Castle needs 50 ms to check a new modulus, and each proof may bring a new one.
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
     * Tells whether the text looks like a JWS: three parts, the first one a JSON object with an {@code alg}.
     *
     * @param text a token of any format
     * @return false if the text cannot be a JWS
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

    /** The protected header. */
    public JwsHeader header() {
        return header;
    }

    /** The signed bytes. This is not a copy, so callers must not change it. */
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
