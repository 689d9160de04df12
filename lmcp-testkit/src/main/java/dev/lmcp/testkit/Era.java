package dev.lmcp.testkit;

import java.util.Locale;

/** A family of revisions of the protocol that work in the same way. A tool is written once for both. */
public enum Era {
    /** The revision 2026-07-28: each request carries its own facts, and questions are asked in rounds. */
    MODERN,
    /** The revision 2025-11-25: a handshake opens a session, and questions are asked on the stream of the call. */
    LEGACY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
