package dev.lmcp.auth.oauth.jose;

import java.util.List;
import java.util.Optional;

/**
 * The members of a JWK that identify a key: {@code kid}, {@code alg}, {@code kty} and the public key values.
 *
 * <p>If a newer document has a key with the same identity, the key object is reused.
 */
record JwkIdentity(Optional<String> keyId, Optional<String> algorithm, String kind, List<String> publicMembers) {

    JwkIdentity {
        publicMembers = List.copyOf(publicMembers);
    }

    /** Tells whether the {@code alg} of the JWK allows the algorithm; a JWK without {@code alg} allows each. */
    boolean permits(Algorithm wanted) {
        return algorithm.isEmpty() || algorithm.get().equals(wanted.wireName());
    }
}
