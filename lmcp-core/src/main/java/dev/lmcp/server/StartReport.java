package dev.lmcp.server;

import dev.lmcp.StartupException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a server is made of, in the one rendering that the log, {@code --check} and a failed start share.
 *
 * @param version the version of lmcp
 * @param path where clients call
 * @param tools how many tools there are
 * @param rows the plugins
 * @param warnings what an operator should look at
 * @param notes what plugins have to say
 */
record StartReport(
        String version,
        String path,
        int tools,
        List<Row> rows,
        List<StartupException.Problem> warnings,
        List<String> notes) {

    /** A plugin, in use or not, and the reason. */
    record Row(String kind, String name, String version, String state, String remark, String location) {

        static Row active(String kind, String name, String remark, JarOrigin origin) {
            return new Row(kind, name, origin.version().orElse("-"), "active", remark, origin.location());
        }

        static Row idle(String kind, String name, String remark, JarOrigin origin) {
            return new Row(kind, name, origin.version().orElse("-"), "idle", remark, origin.location());
        }
    }

    StartReport {
        rows = List.copyOf(rows);
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
    }

    /** Lines without an end of line behind the last one. */
    String render() {
        List<String> lines = new ArrayList<>();
        lines.add("lmcp " + version + "  eras modern, legacy   endpoint " + path + "   " + tools
                + (tools == 1 ? " tool" : " tools"));
        int kind = width(Row::kind);
        int name = width(Row::name);
        int number = width(Row::version);
        int remark = width(Row::remark);
        for (Row row : rows) {
            String columns = "  %s  %s  %s  %s  %s  %s"
                    .formatted(
                            pad(row.kind(), kind),
                            pad(row.name(), name),
                            pad(row.version(), number),
                            pad(row.state(), "active".length()),
                            pad(row.remark(), remark),
                            row.location());
            lines.add(columns.stripTrailing());
        }
        warnings.forEach(warning -> lines.add("  warning " + warning.code() + ' ' + warning.text()));
        notes.forEach(note -> lines.add("  note " + note));
        return String.join("\n", lines);
    }

    private int width(Function<Row, String> column) {
        return rows.stream().map(column).mapToInt(String::length).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
