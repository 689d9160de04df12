package dev.lmcp.verification.streams;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of what was checked, printed as it grows. */
final class Checks {

    /** Tomcat keeps 200 sets of buffers of 112 KiB for connections to come. */
    private static final long KEPT_BY_CONTAINER = 32L * 1024 * 1024;

    private int passed;
    private final List<String> failed = new ArrayList<>();

    /** Begins a part of the table. */
    void part(String title) {
        System.out.printf("%n%s%n", title);
    }

    /** Adds a row: what must hold, and what was measured. */
    synchronized void that(String claim, boolean holds, String measured) {
        System.out.printf("  %-4s  %-68s %s%n", holds ? "ok" : "FAIL", claim, measured);
        System.out.flush();
        if (holds) {
            passed++;
        } else {
            failed.add(claim + ": " + measured);
        }
    }

    /** Adds a row of a measured time with its limit. */
    void within(String claim, double millis, double limitMillis) {
        that(claim, millis <= limitMillis, String.format(Locale.ROOT, "%.0f ms (at most %.0f)", millis, limitMillis));
    }

    /** Adds a row about the heap, by how much it has grown. */
    void freed(String claim, long more) {
        that(
                claim,
                more <= KEPT_BY_CONTAINER,
                mebibytes(more) + " more than before (at most " + mebibytes(KEPT_BY_CONTAINER) + ")");
    }

    /** Adds a row without a limit. */
    void note(String what, String measured) {
        System.out.printf("        %-68s %s%n", what, measured);
    }

    /** Prints the sum; returns whether everything held. */
    boolean sum() {
        System.out.printf("%n%d passed, %d failed%n", passed, failed.size());
        failed.forEach(claim -> System.out.println("  FAIL  " + claim));
        return failed.isEmpty() && passed > 0;
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }
}
