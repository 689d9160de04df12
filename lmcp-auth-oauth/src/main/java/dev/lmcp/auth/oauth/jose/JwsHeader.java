package dev.lmcp.auth.oauth.jose;

import dev.lmcp.auth.oauth.jose.InvalidJwsException.Reason;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parameters of a protected header that lmcp uses.
 *
 * <p>{@code jku}, {@code x5u}, {@code x5c} and {@code x5t} are ignored, as unknown parameters are. The key that
 * verifies a token never comes from the token.
 *
 * @param algorithm the {@code alg}
 * @param keyId the {@code kid}
 * @param type the {@code typ}
 * @param embeddedKey the {@code jwk}, which only a DPoP proof may have
 */
public record JwsHeader(
        Algorithm algorithm, Optional<String> keyId, Optional<String> type, Optional<ObjectNode> embeddedKey) {

    private static final int MAX_KEY_ID_LENGTH = 256;

    /**
     * These parameters change the meaning of other bytes, or bring a key (RFC 7515 §4.1.11, RFC 7797, RFC 8725 §2.4).
     */
    private static final List<String> FORBIDDEN_PARAMETERS = List.of("crit", "b64", "zip", "jwk", "enc", "cty");

    /** Reads the header of a token. */
    static JwsHeader read(byte[] json) {
        ObjectNode header = object(json);
        if (header.has("enc")) {
            throw new InvalidJwsException(Reason.ENCRYPTED_TOKEN);
        }
        return read(header);
    }

    /** Reads the header of a DPoP proof and its key. */
    static JwsHeader readProof(byte[] json) {
        ObjectNode header = object(json);
        JsonNode key = header.remove("jwk");
        if (!(key instanceof ObjectNode embeddedKey)) {
            throw new InvalidJwsException(Reason.MALFORMED_HEADER);
        }
        JwsHeader read = read(header);
        return new JwsHeader(read.algorithm, read.keyId, read.type, Optional.of(embeddedKey));
    }

    private static ObjectNode object(byte[] json) {
        return StrictJson.TOKEN.object(json).orElseThrow(() -> new InvalidJwsException(Reason.MALFORMED_HEADER));
    }

    private static JwsHeader read(ObjectNode header) {
        for (String name : FORBIDDEN_PARAMETERS) {
            if (header.has(name)) {
                throw new InvalidJwsException(Reason.FORBIDDEN_HEADER);
            }
        }
        Algorithm algorithm = string(header, "alg")
                .flatMap(Algorithm::named)
                .orElseThrow(() -> new InvalidJwsException(Reason.ALGORITHM_UNKNOWN));
        Optional<String> keyId = string(header, "kid");
        if (keyId.isPresent() && (keyId.get().isEmpty() || keyId.get().length() > MAX_KEY_ID_LENGTH)) {
            throw new InvalidJwsException(Reason.MALFORMED_HEADER);
        }
        return new JwsHeader(algorithm, keyId, string(header, "typ"), Optional.empty());
    }

    private static Optional<String> string(ObjectNode header, String name) {
        JsonNode value = header.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw new InvalidJwsException(Reason.MALFORMED_HEADER);
        }
        return Optional.of(value.stringValue());
    }
}
