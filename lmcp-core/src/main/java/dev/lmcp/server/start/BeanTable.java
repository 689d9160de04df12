package dev.lmcp.server.start;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/** A table of numbers for JMX: the first columns are names, the last one is the number. */
final class BeanTable {

    private final List<String> columns;
    private final CompositeType row;
    private final TabularType type;

    /** A row: the names and the number. */
    record Row(List<String> names, long number) {}

    BeanTable(String title, List<String> names, String number) {
        this.columns = new ArrayList<>(names);
        columns.add(number);
        OpenType<?>[] types = new OpenType<?>[columns.size()];
        java.util.Arrays.fill(types, SimpleType.STRING);
        types[names.size()] = SimpleType.LONG;
        String[] keys = columns.toArray(String[]::new);
        try {
            this.row = new CompositeType(title + "Row", "a row of " + title, keys, keys, types);
            this.type = new TabularType(title, title, row, names.toArray(String[]::new));
        } catch (OpenDataException e) {
            throw new IllegalStateException("table '" + title + "' cannot be described; expected valid names", e);
        }
    }

    TabularType type() {
        return type;
    }

    TabularData of(List<Row> rows) {
        TabularDataSupport table = new TabularDataSupport(type);
        for (Row line : rows) {
            Map<String, Object> cells = new LinkedHashMap<>();
            for (int column = 0; column < line.names().size(); column++) {
                cells.put(columns.get(column), line.names().get(column));
            }
            cells.put(columns.get(line.names().size()), line.number());
            try {
                table.put(new CompositeDataSupport(row, cells));
            } catch (OpenDataException e) {
                throw new IllegalStateException(
                        "row " + line + " does not fit its table; expected a value for each column", e);
            }
        }
        return table;
    }
}
