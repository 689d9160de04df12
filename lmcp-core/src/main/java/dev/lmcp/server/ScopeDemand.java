package dev.lmcp.server;

import java.util.List;

/**
 * Why a principal may not do something: it lacks scopes.
 *
 * @param scopes everything the operation needs, held or not, so that one step up is enough; empty where no scope would
 *     help
 */
record ScopeDemand(List<String> scopes) {

    /** A refusal that no scope cures: a client that asked for more would be sent round in circles. */
    static final ScopeDemand INCURABLE = new ScopeDemand(List.of());

    ScopeDemand {
        scopes = List.copyOf(scopes);
    }

    boolean isCurable() {
        return !scopes.isEmpty();
    }
}
