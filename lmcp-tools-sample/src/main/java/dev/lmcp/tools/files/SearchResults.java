package dev.lmcp.tools.files;

/** The results of a search, and the reason if they are not complete. Not safe for concurrent use. */
final class SearchResults {

    private final int maxCount;
    private final int limit;
    private final StringBuilder lines = new StringBuilder();
    private int count;
    private int skipped;
    private String end = "";

    SearchResults(int maxCount, int limit) {
        this.maxCount = maxCount;
        this.limit = limit;
    }

    /** Adds a line. Ends the search if the output or the number of results is at its limit. */
    void add(String line) {
        if (lines.length() + line.length() > limit) {
            stop("the output is full");
            return;
        }
        lines.append(line).append('\n');
        if (++count == maxCount) {
            stop(maxCount + " results");
        }
    }

    /** Counts an entry that could not be searched. */
    void skip() {
        skipped++;
    }

    void stop(String reason) {
        if (end.isEmpty()) {
            end = reason;
        }
    }

    boolean isEnded() {
        return !end.isEmpty();
    }

    String text() {
        StringBuilder text = new StringBuilder(count == 0 ? "nothing found\n" : lines);
        if (skipped > 0) {
            text.append("[").append(skipped).append(" not searched: too large, too deep, or not readable]\n");
        }
        if (!end.isEmpty()) {
            text.append("[ended early: ").append(end).append("; use a narrower search for the rest]\n");
        }
        return text.toString().stripTrailing();
    }
}
