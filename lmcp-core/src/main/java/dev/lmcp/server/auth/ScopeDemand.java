package dev.lmcp.server.auth;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Why a principal may not do something: it lacks scopes.
 *
 * @param scopes everything the operation needs, held or not, so that one step up is enough; empty where no scope would
 *     help
 */
public record ScopeDemand(List<String> scopes) {

    /** A refusal that no scope cures: a client that asked for more would be sent round in circles. */
    static final ScopeDemand INCURABLE = new ScopeDemand(List.of());

    public ScopeDemand {
        scopes = List.copyOf(scopes);
    }

    /** What two operations need that are to be done together: nothing helps where nothing helps one of them. */
    public ScopeDemand and(ScopeDemand other) {
        if (!isCurable() || !other.isCurable()) {
            return INCURABLE;
        }
        Set<String> both = new LinkedHashSet<>(scopes);
        both.addAll(other.scopes);
        return new ScopeDemand(List.copyOf(both));
    }

    boolean isCurable() {
        return !scopes.isEmpty();
    }
}
