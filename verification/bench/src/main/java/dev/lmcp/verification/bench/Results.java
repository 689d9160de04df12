package dev.lmcp.verification.bench;

import java.util.Locale;

/** The page that a run writes: Markdown, with each target beside what was found; and the figures that other pages quote. */
final class Results {

    /** The first line of all figures. */
    static final String FIGURES = "# Written beside RESULTS.md by the run that wrote it: name, value, unit.\n";

    private final StringBuilder page = new StringBuilder();
    private final StringBuilder figures = new StringBuilder();

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

    /** Begins a table of targets. */
    void targets() {
        table("target", "found", "wanted", "");
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

    /** A figure that pages may quote by its name; the page of this run must have it, too. */
    double figure(String name, double value, String unit) {
        figures.append(name)
                .append('\t')
                .append(plain(value))
                .append('\t')
                .append(unit)
                .append('\n');
        return value;
    }

    /** All figures, one on a line, with tabs. */
    String figures() {
        return figures.toString();
    }

    private static String plain(double value) {
        return number(value).replace(" ", "");
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
