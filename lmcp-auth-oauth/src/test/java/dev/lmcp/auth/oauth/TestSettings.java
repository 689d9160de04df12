package dev.lmcp.auth.oauth;

import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Settings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The plugin's slice of a configuration that is a map; the problems noted can be looked at. */
final class TestSettings implements Settings {

    private final Map<String, String> values;
    private final String prefix;
    private final Set<String> problems;

    private TestSettings(Map<String, String> values, String prefix, Set<String> problems) {
        this.values = values;
        this.prefix = prefix;
        this.problems = problems;
    }

    /** Settings written as in a properties file, one {@code key = value} a line, without the plugin's prefix. */
    static TestSettings of(String... lines) {
        Map<String, String> values = new TreeMap<>();
        for (String line : String.join("\n", lines).split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return new TestSettings(values, "", new TreeSet<>());
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public String prefix() {
        return "lmcp.auth.oauth." + prefix;
    }

    @Override
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(prefix + key)).filter(value -> !value.isEmpty());
    }

    @Override
    public String required(String key) {
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            problem(key, "is not set");
        }
        return value.orElse("");
    }

    @Override
    public long number(String key, long defaultValue, long min, long max) {
        return parsed(key, Long::valueOf, defaultValue);
    }

    @Override
    public boolean flag(String key, boolean defaultValue) {
        return parsed(key, Boolean::valueOf, defaultValue);
    }

    @Override
    public Duration duration(String key, Duration defaultValue, Duration min, Duration max) {
        return parsed(key, text -> Duration.parse("PT" + text.toUpperCase(Locale.ROOT)), defaultValue);
    }

    @Override
    public List<String> list(String key) {
        return text(key)
                .map(text -> Arrays.stream(text.split("[,\\s]+")).toList())
                .orElse(List.of());
    }

    @Override
    public <E extends Enum<E>> E choice(String key, Class<E> type, E defaultValue) {
        return parsed(
                key, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')), defaultValue);
    }

    @Override
    public Optional<URI> uri(String key) {
        return text(key).map(URI::create);
    }

    @Override
    public Optional<Path> file(String key) {
        Optional<Path> path = text(key).map(Path::of);
        if (path.isPresent() && !Files.isReadable(path.get())) {
            problem(key, "is no readable file");
            return Optional.empty();
        }
        return path;
    }

    @Override
    public Optional<Secret> secret(String key) {
        return text(key).map(Secret::of);
    }

    @Override
    public Map<String, Secret> secretsUnder(String key) {
        throw new UnsupportedOperationException("the plugin has no such setting");
    }

    @Override
    public Map<String, Settings> groupsUnder(String key) {
        Map<String, Settings> groups = new TreeMap<>();
        String start = prefix + key + ".";
        values.keySet().stream().filter(name -> name.startsWith(start)).forEach(name -> {
            String group = name.substring(start.length(), name.indexOf('.', start.length()));
            groups.put(group, new TestSettings(values, start + group + ".", problems));
        });
        return groups;
    }

    @Override
    public Map<String, String> entriesUnder(String key) {
        Map<String, String> entries = new TreeMap<>();
        String start = prefix + key + ".";
        values.forEach((name, value) -> {
            if (name.startsWith(start)) {
                entries.put(name.substring(start.length()), value);
            }
        });
        return entries;
    }

    @Override
    public Optional<String> origin(String key) {
        return text(key).map(value -> "test");
    }

    @Override
    public void problem(String key, String text) {
        problems.add(prefix + key + " " + text);
    }

    private <T> T parsed(String key, Function<String, T> parse, T defaultValue) {
        return text(key).map(parse).orElse(defaultValue);
    }
}
