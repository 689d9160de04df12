package dev.lmcp.auth.oauth.jose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The contents of a JWK Set document (RFC 7517 §5). A faulty key does not make the other keys unusable.
 *
 * @param keys the keys that can verify signatures
 * @param otherKeyIds the {@code kid} of each other key
 * @param faults the keys that cannot be used
 */
public record JwkSet(List<Key> keys, List<String> otherKeyIds, List<KeyFault> faults) {

    public static final int MAX_KEYS = 100;

    public JwkSet {
        keys = List.copyOf(keys);
        otherKeyIds = List.copyOf(otherKeyIds);
        faults = List.copyOf(faults);
    }

    /**
     * Reads an issuer's document of public keys.
     *
     * @param json the document
     * @param existing the earlier key set; the objects of its unchanged keys are reused
     * @return empty if the document is not a JWK Set, or has more than {@link #MAX_KEYS} keys
     */
    public static Optional<JwkSet> readPublic(byte[] json, KeySet existing) {
        return StrictJson.DOCUMENT
                .object(json)
                .map(document -> document.get("keys"))
                .filter(JwkSet::isListOfKeys)
                .map(list -> read(list, reader -> reader.publicKey(existing::find)));
    }

    /**
     * Reads an operator's document of shared secrets: one JWK of {@code kty} {@code oct}, or a set of them.
     *
     * @return empty if the document is something else, or if a secret cannot be used
     */
    static Optional<JwkSet> readSecret(byte[] json) {
        return StrictJson.DOCUMENT
                .object(json)
                .map(document -> document.has("keys")
                        ? document.get("keys")
                        : document.arrayNode().add(document))
                .filter(JwkSet::isListOfKeys)
                .map(list -> read(list, JwkReader::secretKey))
                // In a set of secrets and public keys, one could be taken for the other.
                .filter(jwks -> jwks.faults().isEmpty());
    }

    private static boolean isListOfKeys(JsonNode list) {
        return list.isArray() && list.size() <= MAX_KEYS;
    }

    // RFC 7517 §5: what is not understood, or is no valid key, is ignored.
    private static JwkSet read(JsonNode list, Function<JwkReader, Key> read) {
        List<Key> keys = new ArrayList<>();
        List<String> otherKeyIds = new ArrayList<>();
        List<KeyFault> faults = new ArrayList<>();
        for (JsonNode each : list) {
            if (!(each instanceof ObjectNode jwk)) {
                faults.add(new KeyFault(Optional.empty(), "an entry of 'keys' is not a JSON object", false));
                continue;
            }
            JwkReader reader = new JwkReader(jwk);
            if (reader.isForOtherUse()) {
                reader.keyId().ifPresent(otherKeyIds::add);
                continue;
            }
            try {
                keys.add(read.apply(reader));
            } catch (UnusableKeyException fault) {
                reader.keyId().ifPresent(otherKeyIds::add);
                faults.add(new KeyFault(reader.keyId(), fault.problem(), fault.isRevealedSecret()));
            }
        }
        return new JwkSet(keys, otherKeyIds, faults);
    }
}
