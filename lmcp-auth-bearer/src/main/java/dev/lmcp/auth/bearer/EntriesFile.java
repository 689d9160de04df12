package dev.lmcp.auth.bearer;

import dev.lmcp.spi.Secret;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * A properties file of named tokens, with the same keys as in the configuration.
 *
 * @param file the file
 * @param prefix what every key in it begins with, as in {@code lmcp.auth.bearer.tokens.}
 */
record EntriesFile(SecretFile file, String prefix) implements Source {

    private static final Set<String> FIELDS = Set.of("value", "scopes", "expires");

    @Override
    public List<Entry> read(Problems problems) {
        Optional<String> text = file.text(problems);
        if (text.isEmpty()) {
            return List.of();
        }
        Strict lines = new Strict();
        try {
            lines.load(new StringReader(text.get()));
        } catch (IOException | IllegalArgumentException e) {
            note(problems, "has a faulty \\u escape; expected a properties file");
            return List.of();
        }
        lines.twice.forEach(key -> note(problems, "sets '" + key + "' twice; expected one line"));
        List<Entry> entries = entries(lines, problems);
        if (entries.isEmpty()) {
            note(problems, "holds no token; expected a line '" + prefix + "NAME.value=TOKEN'");
        }
        return entries;
    }

    private List<Entry> entries(Properties lines, Problems problems) {
        Map<String, Map<String, String>> byName = new TreeMap<>();
        for (String key : lines.stringPropertyNames()) {
            int dot = key.lastIndexOf('.');
            boolean known = key.startsWith(prefix) && dot > prefix.length() && FIELDS.contains(key.substring(dot + 1));
            if (known) {
                byName.computeIfAbsent(key.substring(prefix.length(), dot), name -> new TreeMap<>())
                        .put(key.substring(dot + 1), lines.getProperty(key, "").strip());
            } else {
                note(
                        problems,
                        "has the key '" + key + "'; expected '" + prefix + "NAME.' and value, scopes or expires");
            }
        }
        List<Entry> entries = new ArrayList<>();
        byName.forEach((name, fields) -> {
            String value = fields.getOrDefault("value", "");
            if (value.isEmpty()) {
                note(problems, "gives the token '" + name + "' no value; expected '" + prefix + name + ".value=TOKEN'");
            } else {
                entries.add(new Entry(
                        file.key(),
                        name,
                        Secret.of(value),
                        Optional.ofNullable(fields.get("scopes")),
                        Optional.ofNullable(fields.get("expires"))));
            }
        });
        return entries;
    }

    private void note(Problems problems, String text) {
        problems.note(file.key(), "file '" + file.path() + "' " + text);
    }

    /** Properties that notice a key's second line. */
    private static final class Strict extends Properties {

        private static final long serialVersionUID = 1L;

        private final transient Set<String> twice = new LinkedHashSet<>();

        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
                twice.add(String.valueOf(key));
            }
            return super.put(key, value);
        }
    }
}
