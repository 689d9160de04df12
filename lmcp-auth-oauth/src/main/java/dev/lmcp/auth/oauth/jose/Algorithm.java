package dev.lmcp.auth.oauth.jose;

import java.util.List;
import java.util.Optional;

/**
 * The signature algorithms of RFC 7518 §3.1 and RFC 8037 that lmcp supports.
 *
 * <p>{@code none} is not one of them. No configuration can allow it.
 */
public enum Algorithm {
    RS256("RS256"),
    HS256("HS256"),
    PS256("PS256"),
    ES256("ES256"),
    ES384("ES384"),
    EDDSA("EdDSA");

    private static final List<Algorithm> ALL = List.of(values());

    private final String wireName;

    Algorithm(String wireName) {
        this.wireName = wireName;
    }

    /** The value of the {@code alg} parameter. */
    public String wireName() {
        return wireName;
    }

    /** Finds the algorithm by its {@code alg} value, which is case-sensitive (RFC 7515 §4.1.1). */
    public static Optional<Algorithm> named(String wireName) {
        for (Algorithm algorithm : ALL) {
            if (algorithm.wireName.equals(wireName)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** All {@code alg} values, for messages. */
    public static List<String> wireNames() {
        return ALL.stream().map(Algorithm::wireName).toList();
    }
}
