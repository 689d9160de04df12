package dev.lmcp.server.start;

import dev.lmcp.config.StartupException;
import dev.lmcp.text.WrappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The start report: the server, its plugins, and remarks for the operator. The log, {@code --check} and a failed start all
 * show it.
 *
 * @param summary the server itself
 * @param rows the plugins
 * @param remarks warnings and notes
 */
record StartReport(Summary summary, List<Row> rows, Remarks remarks) {

    /** The width at which a remark is wrapped, such as a list of many tools. */
    private static final int MAX_REMARK = 72;

    /**
     * The server itself.
     *
     * @param version the version of lmcp
     * @param path the path of the MCP endpoint
     * @param tools how many tools there are
     */
    record Summary(String version, String path, int tools) {}

    /**
     * Remarks for the operator.
     *
     * @param warnings the warnings, each with its LMCP code
     * @param notes the notices of plugins
     */
    record Remarks(List<StartupException.Problem> warnings, List<String> notes) {

        Remarks {
            warnings = List.copyOf(warnings);
            notes = List.copyOf(notes);
        }
    }

    /** A plugin, whether it is in use, and the reason. */
    record Row(PluginName plugin, boolean isActive, String remark) {

        static Row active(String kind, String name, String remark, JarOrigin origin) {
            return new Row(new PluginName(kind, name, origin), true, remark);
        }

        static Row idle(String kind, String name, String remark, JarOrigin origin) {
            return new Row(new PluginName(kind, name, origin), false, remark);
        }

        private String kind() {
            return plugin.kind();
        }

        private String name() {
            return plugin.name();
        }

        private List<String> remarkLines() {
            return WrappedText.lines(remark, MAX_REMARK);
        }

        private String version() {
            return plugin.origin().version().orElse("-");
        }
    }

    /** A plugin and its jar. */
    record PluginName(String kind, String name, JarOrigin origin) {}

    StartReport {
        rows = List.copyOf(rows);
    }

    /** Returns the report of a started or checked server, without a line end after the last line. */
    String render() {
        return render("active");
    }

    /** Returns the report of a start that failed: no plugin is active, but some are chosen. */
    String renderNotStarted() {
        return render("chosen");
    }

    private String render(String inUse) {
        List<String> lines = new ArrayList<>();
        int tools = summary.tools();
        lines.add("lmcp " + summary.version() + "  eras modern, legacy   endpoint " + summary.path() + "   " + tools
                + (tools == 1 ? " tool" : " tools"));
        int kind = width(Row::kind);
        int name = width(Row::name);
        int number = width(Row::version);
        int remark = rows.stream()
                .flatMap(row -> row.remarkLines().stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        for (Row row : rows) {
            String before = "  %s  %s  %s  %s  "
                    .formatted(
                            pad(row.kind(), kind),
                            pad(row.name(), name),
                            pad(row.version(), number),
                            row.isActive() ? inUse : "idle  ");
            List<String> remarkLines = row.remarkLines();
            lines.add((before + pad(remarkLines.get(0), remark) + "  "
                            + row.plugin().origin().location())
                    .stripTrailing());
            remarkLines.stream().skip(1).forEach(more -> lines.add(" ".repeat(before.length()) + more));
        }
        remarks.warnings().forEach(warning -> lines.add("  warning " + warning.code() + ' ' + warning.text()));
        remarks.notes().forEach(note -> lines.add("  note " + note));
        return String.join("\n", lines);
    }

    private int width(Function<Row, String> column) {
        return rows.stream().map(column).mapToInt(String::length).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
