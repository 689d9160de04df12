package dev.lmcp.auth.oauth.jose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a JWK Set document (RFC 7517 §5) holds for us: the sound keys for signatures, the names of all the others, and
 * what is wrong with the faulty ones. One bad key does not spoil the set.
 */
public record JwkSet(List<Key> keys, List<String> otherKeyIds, List<String> faults) {

    public static final int MAX_KEYS = 100;

    public JwkSet {
        keys = List.copyOf(keys);
        otherKeyIds = List.copyOf(otherKeyIds);
        faults = List.copyOf(faults);
    }

    /**
     * Reads a document of public keys, which came from the issuer.
     *
     * @param existing the set of which an unchanged key is taken over
     * @return nothing if this is no JWK Set of at most {@link #MAX_KEYS} keys
     */
    public static Optional<JwkSet> readPublic(byte[] json, KeySet existing) {
        return StrictJson.DOCUMENT
                .object(json)
                .map(document -> document.get("keys"))
                .filter(JwkSet::isListOfKeys)
                .map(list -> read(list, reader -> reader.publicKey(existing::find)));
    }

    /** Reads a document of shared secrets, which came from the operator: one key or a set, all of kty {@code oct}. */
    static Optional<JwkSet> readSecret(byte[] json) {
        return StrictJson.DOCUMENT
                .object(json)
                .map(document -> document.has("keys")
                        ? document.get("keys")
                        : document.arrayNode().add(document))
                .filter(JwkSet::isListOfKeys)
                .map(list -> read(list, JwkReader::secretKey))
                // A set in which secrets and public keys lie together invites the confusion of one with the other.
                .filter(jwks -> jwks.faults().isEmpty());
    }

    private static boolean isListOfKeys(JsonNode list) {
        return list.isArray() && list.size() <= MAX_KEYS && list.valueStream().allMatch(JsonNode::isObject);
    }

    private static JwkSet read(JsonNode list, Function<JwkReader, Key> read) {
        List<Key> keys = new ArrayList<>();
        List<String> otherKeyIds = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (JsonNode each : list) {
            JwkReader reader = new JwkReader((ObjectNode) each);
            if (reader.isForOtherUse()) {
                reader.keyId().ifPresent(otherKeyIds::add);
                continue;
            }
            try {
                keys.add(read.apply(reader));
            } catch (UnusableKeyException fault) {
                reader.keyId().ifPresent(otherKeyIds::add);
                faults.add(fault.problem());
            }
        }
        return new JwkSet(keys, otherKeyIds, faults);
    }
}
