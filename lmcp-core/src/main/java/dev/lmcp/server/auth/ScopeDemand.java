package dev.lmcp.server.auth;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The scopes that a principal needs for an operation and does not have.
 *
 * @param scopes all scopes that the operation needs, also those that the principal has, so that one step-up request is
 *     enough; empty if no scopes would help
 */
public record ScopeDemand(List<String> scopes) {

    /** A demand that no scopes satisfy. The response has no challenge, as a client would step up for ever. */
    static final ScopeDemand UNSATISFIABLE = new ScopeDemand(List.of());

    public ScopeDemand {
        scopes = List.copyOf(scopes);
    }

    /** Returns the demand of two operations together. It is unsatisfiable if one of them is. */
    public ScopeDemand and(ScopeDemand other) {
        if (!isSatisfiable() || !other.isSatisfiable()) {
            return UNSATISFIABLE;
        }
        Set<String> both = new LinkedHashSet<>(scopes);
        both.addAll(other.scopes);
        return new ScopeDemand(List.copyOf(both));
    }

    boolean isSatisfiable() {
        return !scopes.isEmpty();
    }
}
