package dev.lmcp.tools.files;

/** What a search has found so far, and why it is not everything. Not safe for concurrent use. */
final class Findings {

    private final int most;
    private final int limit;
    private final StringBuilder lines = new StringBuilder();
    private int count;
    private int skipped;
    private String end = "";

    Findings(int most, int limit) {
        this.most = most;
        this.limit = limit;
    }

    /** Adds a line; ends the search where there is no room for another. */
    void add(String line) {
        if (lines.length() + line.length() > limit) {
            stop("the output is full");
            return;
        }
        lines.append(line).append('\n');
        if (++count == most) {
            stop(most + " results");
        }
    }

    /** Counts something that could not be looked at. */
    void skip() {
        skipped++;
    }

    void stop(String reason) {
        if (end.isEmpty()) {
            end = reason;
        }
    }

    boolean isOver() {
        return !end.isEmpty();
    }

    String text() {
        StringBuilder text = new StringBuilder(count == 0 ? "nothing found\n" : lines);
        if (skipped > 0) {
            text.append("[").append(skipped).append(" not searched: too large, too deep, or not readable]\n");
        }
        if (!end.isEmpty()) {
            text.append("[ended early: ").append(end).append("; search more narrowly for the rest]\n");
        }
        return text.toString().stripTrailing();
    }
}
