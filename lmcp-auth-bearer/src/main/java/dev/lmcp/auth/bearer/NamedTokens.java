package dev.lmcp.auth.bearer;

import dev.lmcp.spi.Secret;
import dev.lmcp.text.PropertiesText;
import dev.lmcp.text.UnreadableFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The format of a properties file with named tokens. The keys are the same as in the configuration.
 *
 * @param prefix the prefix of every key in the file, as in {@code lmcp.auth.bearer.tokens.}
 */
record NamedTokens(String prefix) implements TokenFile.Format {

    private static final Set<String> FIELDS = Set.of("value", "scopes", "expires-at");

    @Override
    public List<Entry> entries(String text, String key, Consumer<String> problems) {
        PropertiesText lines;
        try {
            lines = PropertiesText.parse(text);
        } catch (UnreadableFileException e) {
            problems.accept(e.getMessage());
            return List.of();
        }
        lines.repeated()
                .forEach(repeated ->
                        problems.accept("sets '" + repeated + "' twice; expected one line: remove the other"));
        List<Entry> entries = new ArrayList<>();
        byName(lines, problems).forEach((name, fields) -> {
            String value = fields.getOrDefault("value", "");
            if (value.isEmpty()) {
                problems.accept(
                        "has no value for the token '" + name + "'; expected '" + prefix + name + ".value=TOKEN'");
            } else {
                Optional<String> scopes = Optional.ofNullable(fields.get("scopes"));
                Optional<String> expiresAt = Optional.ofNullable(fields.get("expires-at"));
                entries.add(new Entry(key, name, Secret.of(value), scopes, expiresAt));
            }
        });
        if (entries.isEmpty()) {
            problems.accept("contains no token; expected a line '" + prefix + "NAME.value=TOKEN'");
        }
        return entries;
    }

    private Map<String, Map<String, String>> byName(PropertiesText lines, Consumer<String> problems) {
        Map<String, Map<String, String>> byName = new TreeMap<>();
        lines.values().forEach((key, value) -> {
            int dot = key.lastIndexOf('.');
            if (key.startsWith(prefix) && dot > prefix.length() && FIELDS.contains(key.substring(dot + 1))) {
                byName.computeIfAbsent(key.substring(prefix.length(), dot), name -> new TreeMap<>())
                        .put(key.substring(dot + 1), value.strip());
            } else {
                problems.accept("has the unknown key '" + key + "'; expected '" + prefix
                        + "NAME.' and value, scopes or expires-at");
            }
        });
        return byName;
    }
}
