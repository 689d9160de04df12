package dev.lmcp.auth.oauth.jose;

import dev.lmcp.auth.oauth.jose.InvalidJwsException.Reason;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

    /** The algorithms for which a {@code kid} names several different keys, by {@code kid}. */
    private final Map<String, Set<Algorithm>> contested;

    private KeySet(List<Key> keys, Set<String> keyIds) {
        this.keys = List.copyOf(keys);
        this.keyIds = Set.copyOf(keyIds);
        this.byIdentity =
                this.keys.stream().collect(Collectors.toUnmodifiableMap(Key::identity, key -> key, (one, same) -> one));
        this.contested = contested(this.keys);
    }

    /**
     * Takes the keys of a document.
     *
     * <p>Keys may share a {@code kid}: their {@code kty}, {@code crv} or {@code alg} tells them apart (RFC 7517 §4.4,
     * §4.5), and the same key may be listed once for each of its algorithms. For an algorithm that different keys with
     * one {@code kid} support, none of them is used.
     */
    public static KeySet of(JwkSet document) {
        Set<String> keyIds = new HashSet<>(document.otherKeyIds());
        document.keys().forEach(key -> key.keyId().ifPresent(keyIds::add));
        return new KeySet(document.keys(), keyIds);
    }

    private static Map<String, Set<Algorithm>> contested(List<Key> keys) {
        Map<String, Set<Algorithm>> contested = new LinkedHashMap<>();
        for (Key key : keys) {
            Set<Algorithm> shared = EnumSet.noneOf(Algorithm.class);
            for (Key other : keys) {
                if (other.keyId().equals(key.keyId()) && !other.hasSameMaterial(key)) {
                    Arrays.stream(Algorithm.values())
                            .filter(algorithm -> key.supports(algorithm) && other.supports(algorithm))
                            .forEach(shared::add);
                }
            }
            if (!shared.isEmpty()) {
                key.keyId().ifPresent(keyId -> contested.merge(keyId, shared, KeySet::union));
            }
        }
        return contested;
    }

    private static Set<Algorithm> union(Set<Algorithm> some, Set<Algorithm> others) {
        Set<Algorithm> union = EnumSet.copyOf(some);
        union.addAll(others);
        return union;
    }

    /** The keys that are not used because another key has the same {@code kid}, one entry for each {@code kid}. */
    public List<KeyFault> conflicts() {
        return contested.entrySet().stream()
                .map(entry -> new KeyFault(
                        Optional.of(entry.getKey()),
                        "different keys have this 'kid' and can verify " + wireNames(entry.getValue())
                                + ", so a token does not tell which one is meant; the issuer must give each key its own"
                                + " 'kid'",
                        false))
                .toList();
    }

    private static List<String> wireNames(Set<Algorithm> algorithms) {
        return algorithms.stream().map(Algorithm::wireName).toList();
    }

    /** Selects the key for a header. If a token has no {@code kid}, exactly one key must support its algorithm. */
    Choice choose(Algorithm algorithm, Optional<String> keyId) {
        Key chosen = null;
        for (Key key : keys) {
            if (key.supports(algorithm)
                    && (keyId.isEmpty() || keyId.equals(key.identity().keyId()))) {
                if (chosen != null && !chosen.hasSameMaterial(key)) {
                    return Choice.NONE_AMBIGUOUS;
                }
                chosen = chosen == null ? key : chosen;
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

    /** Tells whether exactly this key object is in the set, and can be selected. */
    public boolean contains(Key key) {
        return byIdentity.get(key.identity()) == key && isSelectable(key);
    }

    /** Finds the key object with this identity. */
    Optional<Key> find(JwkIdentity identity) {
        return Optional.ofNullable(byIdentity.get(identity));
    }

    /** Tells whether at least one key can be selected for at least one of the algorithms. */
    public boolean supportsAny(Collection<Algorithm> algorithms) {
        return keys.stream().anyMatch(key -> algorithms.stream().anyMatch(algorithm -> isSelectable(key, algorithm)));
    }

    /** The number of keys that can be selected; a key that is listed several times counts once. */
    public int size() {
        List<Key> selectable = keys.stream().filter(this::isSelectable).toList();
        return (int) selectable.stream()
                .filter(key -> selectable.stream()
                                .filter(key::hasSameMaterial)
                                .findFirst()
                                .orElseThrow()
                        == key)
                .count();
    }

    private boolean isSelectable(Key key) {
        return contested.isEmpty() || Arrays.stream(Algorithm.values()).anyMatch(each -> isSelectable(key, each));
    }

    private boolean isSelectable(Key key, Algorithm algorithm) {
        return key.supports(algorithm)
                && !key.keyId()
                        .map(keyId -> contested.getOrDefault(keyId, Collections.emptySet()))
                        .filter(algorithms -> algorithms.contains(algorithm))
                        .isPresent();
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
