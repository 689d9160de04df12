package dev.lmcp.testkit.plugin;

import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Settings;
import dev.lmcp.text.NamedFile;
import dev.lmcp.text.UnreadableFileException;
import java.net.URI;
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

/**
 * The settings of a plugin in a test, and the problems that the plugin reported.
 *
 * <p>A value that cannot be read is reported, as by a server. Bounds are not checked, because the server checks them. The
 * keys that were read are remembered. Not safe for concurrent use.
 */
public final class TestSettings implements Settings {

    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private final Shared shared;
    private final String root;
    private final String group;

    /** The prefix of the keys in {@link #keysRead}, with {@code NAME} for each part that an operator chooses. */
    private final String pattern;

    /** The state that the settings of all groups share. */
    private record Shared(
            Map<String, String> values,
            Map<String, String> origins,
            Set<String> problems,
            Set<String> warnings,
            Set<String> keysRead) {}

    private TestSettings(Shared shared, String root, String group, String pattern) {
        this.shared = shared;
        this.root = root;
        this.group = group;
        this.pattern = pattern;
    }

    /**
     * Returns settings.
     *
     * @param prefix the plugin's prefix, as in {@code lmcp.auth.NAME.}
     * @param values the values by key, without the prefix
     */
    public static TestSettings of(String prefix, Map<String, String> values) {
        Shared shared =
                new Shared(new TreeMap<>(values), new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        return new TestSettings(shared, prefix, "", "");
    }

    /**
     * Returns settings from lines of a properties file.
     *
     * @param prefix the plugin's prefix, as in {@code lmcp.auth.NAME.}
     * @param lines {@code key = value}, without the prefix; one text may hold several lines
     */
    public static TestSettings of(String prefix, String... lines) {
        Map<String, String> values = new TreeMap<>();
        for (String line : String.join("\n", lines).split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return of(prefix, values);
    }

    /** Adds a key, without the prefix, and its value. */
    public TestSettings with(String key, String value) {
        shared.values().put(group + key, value);
        return this;
    }

    /** Adds a key, without the prefix, its value and its origin. */
    public TestSettings with(String key, String value, String origin) {
        shared.origins().put(group + key, origin);
        return with(key, value);
    }

    /** Returns the reported problems in alphabetical order, each with the key without the prefix and the text. */
    public List<String> problems() {
        return List.copyOf(shared.problems());
    }

    /** Returns the warnings in alphabetical order, each with the key without the prefix and the text. */
    public List<String> warnings() {
        return List.copyOf(shared.warnings());
    }

    /**
     * Returns the keys that the plugin has read, without the prefix and in alphabetical order. A test can compare them with
     * the plugin's documentation.
     *
     * <p>{@code NAME} stands for each part that an operator chooses. Keys of {@link #entriesUnder} are not included.
     */
    public List<String> keysRead() {
        return List.copyOf(shared.keysRead());
    }

    @Override
    public String prefix() {
        return root + group;
    }

    @Override
    public Optional<String> text(String key) {
        shared.keysRead().add(pattern + key);
        return Optional.ofNullable(shared.values().get(group + key))
                .map(String::trim)
                .filter(value -> !value.isEmpty());
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
        return parsed(key, Long::valueOf).orElse(defaultValue);
    }

    @Override
    public boolean flag(String key, boolean defaultValue) {
        return parsed(key, text -> Map.of("true", true, "false", false).get(text))
                .orElse(defaultValue);
    }

    @Override
    public Duration duration(String key, Duration defaultValue, Duration min, Duration max) {
        return parsed(key, TestSettings::durationOf).orElse(defaultValue);
    }

    private static Duration durationOf(String text) {
        String unit = text.replaceFirst("^\\d+", "");
        long number = Long.parseLong(text.substring(0, text.length() - unit.length()));
        return Duration.ofMillis(Math.multiplyExact(number, MILLIS.getOrDefault(unit, 0L)));
    }

    @Override
    public List<String> list(String key) {
        return text(key)
                .map(text -> Arrays.stream(text.split("[,\\s]+"))
                        .filter(item -> !item.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    @Override
    public <E extends Enum<E>> E choice(String key, Class<E> type, E defaultValue) {
        return parsed(
                        key,
                        text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')))
                .orElse(defaultValue);
    }

    @Override
    public Optional<URI> uri(String key) {
        return parsed(key, URI::create);
    }

    @Override
    public Optional<Path> file(String key) {
        return parsed(key, Path::of).filter(path -> isReadable(key, path));
    }

    @Override
    public Optional<Path> secretFile(String key) {
        Optional<Path> file = file(key);
        file.flatMap(NamedFile::exposure).ifPresent(warning -> shared.warnings().add(group + key + ": " + warning));
        return file;
    }

    private boolean isReadable(String key, Path file) {
        try {
            NamedFile.check(file, "a readable file");
            return true;
        } catch (UnreadableFileException e) {
            problem(key, "file '" + file + "' " + e.getMessage());
            return false;
        }
    }

    @Override
    public Optional<Secret> secret(String key) {
        return text(key).map(Secret::of);
    }

    @Override
    public Map<String, Secret> secretsUnder(String key) {
        shared.keysRead().add(pattern + key + ".NAME");
        Map<String, Secret> secrets = new TreeMap<>();
        entriesUnder(key).forEach((name, value) -> secrets.put(name, Secret.of(value)));
        return secrets;
    }

    @Override
    public Map<String, Settings> groupsUnder(String key) {
        Map<String, Settings> groups = new TreeMap<>();
        String start = group + key + '.';
        shared.values().keySet().stream().filter(name -> name.startsWith(start)).forEach(name -> {
            int end = name.indexOf('.', start.length());
            if (end > start.length()) {
                String under = name.substring(start.length(), end);
                groups.put(under, new TestSettings(shared, root, start + under + '.', pattern + key + ".NAME."));
            }
        });
        return groups;
    }

    @Override
    public Map<String, String> entriesUnder(String key) {
        Map<String, String> entries = new TreeMap<>();
        String start = group + key + '.';
        shared.values().forEach((name, value) -> {
            if (name.startsWith(start)) {
                entries.put(name.substring(start.length()), value);
            }
        });
        return entries;
    }

    @Override
    public Optional<String> origin(String key) {
        return Optional.ofNullable(shared.values().get(group + key))
                .map(value -> shared.origins().getOrDefault(group + key, "test"));
    }

    @Override
    public void problem(String key, String text) {
        shared.problems().add(group + key + ' ' + text);
    }

    private <T> Optional<T> parsed(String key, Function<String, T> parse) {
        return text(key).flatMap(text -> {
            try {
                return Optional.ofNullable(parse.apply(text));
            } catch (IllegalArgumentException e) {
                problem(key, "is '" + text + "', which cannot be read");
                return Optional.empty();
            }
        });
    }
}
