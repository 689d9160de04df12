package dev.lmcp.text;

import java.io.IOException;
import java.io.StringReader;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * The lines of a Java properties file, and the keys that it sets more than once. Immutable.
 *
 * @param values the last value of each key, by key
 * @param repeated the keys that have several lines, in their order
 */
public record PropertiesText(Map<String, String> values, Set<String> repeated) {

    /** Makes immutable copies. */
    public PropertiesText {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
        repeated = Collections.unmodifiableSet(new LinkedHashSet<>(repeated));
    }

    /** Takes a text apart. */
    public static PropertiesText parse(String text) throws UnreadableFileException {
        NoticingProperties lines = new NoticingProperties();
        try {
            lines.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableFileException(
                    "has a faulty \\u escape", "four hexadecimal digits behind each \\u: correct it", e);
        }
        Map<String, String> values = new TreeMap<>();
        lines.stringPropertyNames().forEach(key -> values.put(key, lines.getProperty(key, "")));
        return new PropertiesText(values, lines.repeated);
    }

    /** Properties that notice a key's second line. */
    private static final class NoticingProperties extends Properties {

        private static final long serialVersionUID = 1L;

        private final transient Set<String> repeated = new LinkedHashSet<>();

        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
                repeated.add(String.valueOf(key));
            }
            return super.put(key, value);
        }
    }
}
