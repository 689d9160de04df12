package dev.lmcp.cluster.jdbc;

import java.time.Duration;

/** The time at which a row expires, by the clock of the database. */
final class Expiry {

    /** The time as an expression with one parameter, the milliseconds until then. */
    static final String SQL = "now() + ? * interval '1 millisecond'";

    private static final Duration MAX = Duration.ofDays(36_500);

    private Expiry() {}

    static long millis(Duration ttl) {
        return ttl.compareTo(MAX) > 0 ? MAX.toMillis() : Math.max(1, ttl.toMillis());
    }
}
