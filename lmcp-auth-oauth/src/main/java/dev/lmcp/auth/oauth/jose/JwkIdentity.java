package dev.lmcp.auth.oauth.jose;

import java.util.List;
import java.util.Optional;

/**
 * By what a key is told from others: its id, the algorithm it is bound to, its kind, and its public members as written.
 *
 * <p>Two documents that name a key alike mean the same key, and its object lives on.
 */
record JwkIdentity(Optional<String> keyId, Optional<String> algorithm, String kind, List<String> publicMembers) {

    JwkIdentity {
        publicMembers = List.copyOf(publicMembers);
    }

    /** Whether the key is free to be used with the algorithm: a JWK's {@code alg} binds it to one. */
    boolean permits(Algorithm wanted) {
        return algorithm.isEmpty() || algorithm.get().equals(wanted.wireName());
    }
}
