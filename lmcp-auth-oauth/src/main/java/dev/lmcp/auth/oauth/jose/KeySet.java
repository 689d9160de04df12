package dev.lmcp.auth.oauth.jose;

import dev.lmcp.auth.oauth.jose.InvalidJwsException.Reason;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys of one issuer at one time, and the rule that selects one of them. Immutable. */
public final class KeySet {

    /** A set without keys. */
    public static final KeySet EMPTY = new KeySet(List.of(), Set.of());

    private final List<Key> keys;
    private final Set<String> keyIds;
    private final Map<JwkIdentity, Key> byIdentity;

    private KeySet(List<Key> keys, Set<String> keyIds) {
        this.keys = List.copyOf(keys);
        this.keyIds = Set.copyOf(keyIds);
        this.byIdentity =
                this.keys.stream().collect(Collectors.toUnmodifiableMap(Key::identity, key -> key, (one, same) -> one));
    }

    /** Takes the keys of a document. If two keys have the same {@code kid} and {@code kty}, neither is used. */
    public static KeySet of(JwkSet document) {
        Set<String> keyIds = new HashSet<>(document.otherKeyIds());
        Map<List<String>, Integer> owners = new HashMap<>();
        for (Key key : document.keys()) {
            key.identity().keyId().ifPresent(keyIds::add);
            idAndKind(key).ifPresent(shared -> owners.merge(shared, 1, Integer::sum));
        }
        List<Key> distinct = document.keys().stream()
                .filter(key -> idAndKind(key)
                        .map(owners::get)
                        .filter(count -> count > 1)
                        .isEmpty())
                .toList();
        return new KeySet(distinct, keyIds);
    }

    private static Optional<List<String>> idAndKind(Key key) {
        return key.identity().keyId().map(keyId -> List.of(keyId, key.identity().kind()));
    }

    /** Selects the key for a header. If a token has no {@code kid}, exactly one key must support its algorithm. */
    Choice choose(Algorithm algorithm, Optional<String> keyId) {
        Key chosen = null;
        for (Key key : keys) {
            if (key.supports(algorithm)
                    && (keyId.isEmpty() || keyId.equals(key.identity().keyId()))) {
                if (chosen != null) {
                    return Choice.NONE_AMBIGUOUS;
                }
                chosen = key;
            }
        }
        if (chosen != null) {
            return new Choice.Found(chosen);
        }
        return keyId.isPresent() && !keyIds.contains(keyId.get()) ? Choice.NONE_UNKNOWN : Choice.NONE_UNSUITABLE;
    }

    /**
     * Tells whether the header has a {@code kid} that the set does not know.
     *
     * @param header the header of a token
     * @return true if a newer document may have the key
     */
    public boolean isUnknown(JwsHeader header) {
        return choose(header.algorithm(), header.keyId()) == Choice.NONE_UNKNOWN;
    }

    /**
     * Returns the key for a header.
     *
     * @throws InvalidJwsException if there is no such key, or if it is ambiguous
     */
    public Key keyFor(JwsHeader header) {
        Choice choice = choose(header.algorithm(), header.keyId());
        if (choice instanceof Choice.None none) {
            throw new InvalidJwsException(none.reason());
        }
        return ((Choice.Found) choice).key();
    }

    /** Tells whether exactly this key object is in the set. */
    public boolean contains(Key key) {
        return byIdentity.get(key.identity()) == key;
    }

    /** Finds the key object with this identity. */
    Optional<Key> find(JwkIdentity identity) {
        return Optional.ofNullable(byIdentity.get(identity));
    }

    /** Tells whether at least one key supports at least one of the algorithms. */
    public boolean supportsAny(Collection<Algorithm> algorithms) {
        return algorithms.stream().anyMatch(algorithm -> keys.stream().anyMatch(key -> key.supports(algorithm)));
    }

    /** The number of keys. */
    public int size() {
        return keys.size();
    }

    /** The result of a selection. */
    sealed interface Choice {

        Choice NONE_AMBIGUOUS = new None(Reason.KEY_AMBIGUOUS);
        Choice NONE_UNSUITABLE = new None(Reason.KEY_UNSUITABLE);

        /** A newer document may have the key. */
        Choice NONE_UNKNOWN = new None(Reason.KEY_UNKNOWN);

        /** The selected key. */
        record Found(Key key) implements Choice {
            public Found {
                Objects.requireNonNull(key);
            }
        }

        /** No key, and the reason. */
        record None(Reason reason) implements Choice {}
    }
}
