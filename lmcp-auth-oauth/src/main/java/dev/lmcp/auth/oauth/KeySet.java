package dev.lmcp.auth.oauth;

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
final class KeySet {

    static final KeySet EMPTY = new KeySet(List.of(), Set.of());

    private final List<Key> keys;
    private final Set<String> keyIds;
    private final Map<JwkName, Key> byName;

    private KeySet(List<Key> keys, Set<String> keyIds) {
        this.keys = List.copyOf(keys);
        this.keyIds = Set.copyOf(keyIds);
        this.byName =
                this.keys.stream().collect(Collectors.toUnmodifiableMap(Key::name, key -> key, (one, same) -> one));
    }

    /** Takes the sound keys, except where two of a kind share an id: neither can be told from the other. */
    static KeySet of(Jwks document) {
        Set<String> keyIds = new HashSet<>(document.otherKeyIds());
        Map<List<String>, Integer> owners = new HashMap<>();
        for (Key key : document.keys()) {
            key.name().keyId().ifPresent(keyIds::add);
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
        return key.name().keyId().map(keyId -> List.of(keyId, key.name().kind()));
    }

    /** The one key for this header. A token without {@code kid} is served only where nothing has to be guessed. */
    Choice choose(Algorithm algorithm, Optional<String> keyId) {
        Key chosen = null;
        for (Key key : keys) {
            if (key.suits(algorithm)
                    && (keyId.isEmpty() || keyId.equals(key.name().keyId()))) {
                if (chosen != null) {
                    return Choice.NONE_AMBIGUOUS;
                }
                chosen = key;
            }
        }
        if (chosen != null) {
            return new Choice.Found(chosen);
        }
        return keyId.isPresent() && !keyIds.contains(keyId.get()) ? Choice.NONE_UNKNOWN : Choice.NONE_UNFIT;
    }

    /** The key for this header, or the refusal of the token. */
    Key keyFor(JwsHeader header) {
        Choice choice = choose(header.algorithm(), header.keyId());
        if (choice instanceof Choice.None none) {
            throw new InvalidToken(none.reason());
        }
        return ((Choice.Found) choice).key();
    }

    /** Whether exactly this key object is still in the set. */
    boolean holds(Key key) {
        return byName.get(key.name()) == key;
    }

    /** The key object of this name, so that an unchanged key outlives a refresh. */
    Optional<Key> named(JwkName name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Whether at least one key can be used with one of these algorithms. */
    boolean serves(Collection<Algorithm> algorithms) {
        return algorithms.stream().anyMatch(algorithm -> keys.stream().anyMatch(key -> key.suits(algorithm)));
    }

    int size() {
        return keys.size();
    }

    /** What choosing came to. */
    sealed interface Choice {

        Choice NONE_AMBIGUOUS = new None(Reason.KEY_AMBIGUOUS);
        Choice NONE_UNFIT = new None(Reason.KEY_UNFIT);

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
