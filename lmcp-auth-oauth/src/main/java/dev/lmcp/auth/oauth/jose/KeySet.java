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

/** The keys of one issuer at one time, and the rule by which one of them is chosen. Immutable. */
public final class KeySet {

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

    /** Takes the sound keys, except where two of a kind share an id: neither can be told from the other. */
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

    /** The one key for this header. A token without {@code kid} is served only where nothing has to be guessed. */
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
     * Tells whether the header names a key id that is not in the set, so that a newer document may have the key.
     *
     * @param header the header of a token
     * @return true if only a newer key set can help
     */
    public boolean isUnknown(JwsHeader header) {
        return choose(header.algorithm(), header.keyId()) == Choice.NONE_UNKNOWN;
    }

    /** The key for this header, or the refusal of the token. */
    public Key keyFor(JwsHeader header) {
        Choice choice = choose(header.algorithm(), header.keyId());
        if (choice instanceof Choice.None none) {
            throw new InvalidJwsException(none.reason());
        }
        return ((Choice.Found) choice).key();
    }

    /** Whether exactly this key object is still in the set. */
    public boolean contains(Key key) {
        return byIdentity.get(key.identity()) == key;
    }

    /** The key object of this name, so that an unchanged key outlives a refresh. */
    Optional<Key> find(JwkIdentity identity) {
        return Optional.ofNullable(byIdentity.get(identity));
    }

    /** Whether at least one key can be used with one of these algorithms. */
    public boolean supportsAny(Collection<Algorithm> algorithms) {
        return algorithms.stream().anyMatch(algorithm -> keys.stream().anyMatch(key -> key.supports(algorithm)));
    }

    public int size() {
        return keys.size();
    }

    /** What choosing came to. */
    sealed interface Choice {

        Choice NONE_AMBIGUOUS = new None(Reason.KEY_AMBIGUOUS);
        Choice NONE_UNSUITABLE = new None(Reason.KEY_UNSUITABLE);

        /** The one case that a fresher document can mend. */
        Choice NONE_UNKNOWN = new None(Reason.KEY_UNKNOWN);

        /** The key to verify with. */
        record Found(Key key) implements Choice {
            public Found {
                Objects.requireNonNull(key);
            }
        }

        /** No key, and why. */
        record None(Reason reason) implements Choice {}
    }
}
