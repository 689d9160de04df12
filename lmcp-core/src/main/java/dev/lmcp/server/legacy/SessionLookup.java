package dev.lmcp.server.legacy;

import java.util.Optional;

/**
 * The result of a search for a session.
 *
 * @param session the session, if the caller has it
 * @param isRefused whether the session exists, but this node has no room for it now
 */
record SessionLookup(Optional<LegacySession> session, boolean isRefused) {

    static final SessionLookup UNKNOWN = new SessionLookup(Optional.empty(), false);
    static final SessionLookup REFUSED = new SessionLookup(Optional.empty(), true);

    static SessionLookup found(LegacySession session) {
        return new SessionLookup(Optional.of(session), false);
    }
}
