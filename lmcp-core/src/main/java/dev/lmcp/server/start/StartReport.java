package dev.lmcp.server.start;

import dev.lmcp.config.StartupException;
import dev.lmcp.text.WrappedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a server is made of, in the one rendering that the log, {@code --check} and a failed start share.
 *
 * @param summary the server itself
 * @param rows the plugins
 * @param remarks what an operator should read
 */
record StartReport(Summary summary, List<Row> rows, Remarks remarks) {

    /** A list of many tools goes on in the next line. */
    private static final int MAX_REMARK = 72;

    /**
     * The server itself.
     *
     * @param version the version of lmcp
     * @param path where clients call
     * @param tools how many tools there are
     */
    record Summary(String version, String path, int tools) {}

    /**
     * What an operator should read.
     *
     * @param warnings what may want a change
     * @param notes what plugins have to say
     */
    record Remarks(List<StartupException.Problem> warnings, List<String> notes) {

        Remarks {
            warnings = List.copyOf(warnings);
            notes = List.copyOf(notes);
        }
    }

    /** A plugin, in use or not, and the reason. */
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

    /** Lines without an end of line behind the last one. */
    String render() {
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
                            row.isActive() ? "active" : "idle  ");
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
