package dev.lmcp.server.legacy;

/** The revisions of the legacy era and their features. Revisions are dates, which compare as text. */
final class LegacyRevisions {

    static final String REV_2025_11 = "2025-11-25";
    static final String REV_2025_06 = "2025-06-18";
    static final String REV_2025_03 = "2025-03-26";

    /** The first revision with polling: a server may close a stream early, and the client reconnects. */
    static final String POLLING_SINCE = REV_2025_11;

    static final String TASKS_SINCE = REV_2025_11;

    /** The only revision with batches. */
    static final String BATCHES = REV_2025_03;

    private LegacyRevisions() {}
}
