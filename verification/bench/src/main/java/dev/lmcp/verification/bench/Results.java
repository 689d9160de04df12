package dev.lmcp.verification.bench;

import java.util.Locale;

/** The page that a run writes: Markdown, with each target beside what was found. */
final class Results {

    private final StringBuilder page = new StringBuilder();

    void text(String text) {
        page.append(text).append("\n\n");
    }

    void heading(String text) {
        page.append("## ").append(text).append("\n\n");
    }

    void table(String... columns) {
        row(columns);
        page.append("|---".repeat(columns.length)).append("|\n");
    }

    void row(String... cells) {
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    void endTable() {
        page.append('\n');
    }

    /** A row with a target that is to be reached at least. */
    void atLeast(String what, double found, double target) {
        judged(what, found, target, found >= target);
    }

    /** A row with a target that is not to be exceeded. */
    void atMost(String what, double found, double target) {
        judged(what, found, target, found <= target);
    }

    private void judged(String what, double found, double target, boolean met) {
        row(what, number(found), number(target), met ? "met" : "**missed**");
    }

    /** A number with as many digits as mean something. */
    static String number(double value) {
        if (value >= 100) {
            // thousands are set apart by a narrow space, as in the other tables of this project
            return String.format(Locale.ROOT, "%,.0f", value).replace(',', ' ');
        }
        return String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }

    @Override
    public String toString() {
        return page.toString().stripTrailing() + "\n";
    }
}
