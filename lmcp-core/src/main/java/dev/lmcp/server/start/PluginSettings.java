package dev.lmcp.server.start;

import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigReader;
import dev.lmcp.server.base.Durations;
import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Settings;
import dev.lmcp.text.NamedFile;
import dev.lmcp.text.UnreadableFileException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads and checks the keys under a prefix.
 *
 * <p>Problems go to {@link StartupDiagnostics}. The keys that were read go to {@link UsedKeys}.
 */
public final class PluginSettings implements Settings {

    private static final Pattern PASSWORD_IN_URL =
            Pattern.compile("://[^/?#@\\s]*:[^/?#@\\s]+@|[?&]password=[^&\\s]", Pattern.CASE_INSENSITIVE);

    private final ConfigReader config;
    private final String prefix;
    private final boolean hasFreePart;
    private final UsedKeys usedKeys;
    private final StartupDiagnostics diagnostics;

    /** Creates the settings under a prefix, as in {@code lmcp.auth.bearer.}. */
    public PluginSettings(ConfigReader config, String prefix, UsedKeys usedKeys, StartupDiagnostics diagnostics) {
        this(config, prefix, false, usedKeys, diagnostics);
    }

    /** If the operator chose a part of the prefix, the environment is not read. */
    private PluginSettings(
            ConfigReader config,
            String prefix,
            boolean hasFreePart,
            UsedKeys usedKeys,
            StartupDiagnostics diagnostics) {
        this.config = config;
        this.prefix = prefix;
        this.hasFreePart = hasFreePart;
        this.usedKeys = usedKeys;
        this.diagnostics = diagnostics;
    }

    @Override
    public String prefix() {
        return prefix;
    }

    @Override
    public Optional<String> text(String key) {
        return entry(key).map(Config.Entry::value).filter(value -> !value.isEmpty());
    }

    @Override
    public String required(String key) {
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            String full = prefix + key;
            String variable = hasFreePart ? "" : ", or " + Config.environmentName(full) + " in the environment";
            diagnostics.problem("LMCP-103", full + " is not set; expected a value: set the key" + variable);
        }
        return value.orElse("");
    }

    @Override
    public long number(String key, long defaultValue, long min, long max) {
        return read(key, "a whole number from " + min + " to " + max, text -> {
                    long value = Long.parseLong(text);
                    return value < min || value > max ? Optional.empty() : Optional.of(value);
                })
                .orElse(defaultValue);
    }

    @Override
    public boolean flag(String key, boolean defaultValue) {
        return read(key, "'true' or 'false'", text -> switch (text) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> Optional.empty();
                })
                .orElse(defaultValue);
    }

    @Override
    public Duration duration(String key, Duration defaultValue, Duration min, Duration max) {
        String expected = "a duration from " + Durations.write(min) + " to " + Durations.write(max)
                + ", written as 250ms, 30s, 5m, 24h or 366d";
        return read(
                        key,
                        expected,
                        text -> Durations.parse(text)
                                .filter(value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0))
                .orElse(defaultValue);
    }

    @Override
    public List<String> list(String key) {
        return text(key).map(PluginSettings::split).orElse(List.of());
    }

    static List<String> split(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(item -> !item.isEmpty())
                .toList();
    }

    @Override
    public <E extends Enum<E>> E choice(String key, Class<E> type, E defaultValue) {
        Map<String, E> byWord = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            byWord.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        String expected = byWord.keySet().stream().collect(Collectors.joining("', '", "one of '", "'"));
        return read(key, expected, text -> Optional.ofNullable(byWord.get(text)))
                .orElse(defaultValue);
    }

    @Override
    public Optional<URI> uri(String key) {
        return read(key, "an absolute URI", text -> {
            try {
                return Optional.of(new URI(text)).filter(URI::isAbsolute);
            } catch (URISyntaxException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Optional<Path> file(String key) {
        Optional<Path> file = read(key, "the path of a file", text -> {
            try {
                return Optional.of(Path.of(text));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        });
        return file.filter(path -> isReadable(key, path));
    }

    @Override
    public Optional<Path> secretFile(String key) {
        Optional<Path> file = file(key);
        file.ifPresent(path -> diagnostics.warnIfExposed(prefix + key, path));
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
        Optional<Config.Entry> entry = entry(key);
        warnIfExposed(prefix + key, value -> !value.isEmpty());
        entry.filter(found -> !found.ignored().isEmpty())
                .ifPresent(found -> diagnostics.warning(
                        "LMCP-109",
                        prefix + key + " is taken from " + found.origin() + "; ignored: "
                                + String.join(", ", found.ignored())));
        return entry.map(Config.Entry::value).filter(value -> !value.isEmpty()).map(Secret::of);
    }

    @Override
    public Map<String, Secret> secretsUnder(String key) {
        Map<String, Secret> secrets = new TreeMap<>();
        entriesUnder(key).forEach((name, value) -> {
            warnIfExposed(prefix + key + '.' + name, text -> !text.isEmpty());
            secrets.put(name, Secret.of(value));
        });
        return Collections.unmodifiableMap(secrets);
    }

    @Override
    public Map<String, Settings> groupsUnder(String key) {
        String start = prefix + key + '.';
        Map<String, Settings> groups = new TreeMap<>();
        for (String full : config.under(start).keySet()) {
            int end = full.indexOf('.', start.length());
            if (end > start.length()) {
                groups.computeIfAbsent(
                        full.substring(start.length(), end),
                        name -> new PluginSettings(config, start + name + '.', true, usedKeys, diagnostics));
            }
        }
        return Collections.unmodifiableMap(groups);
    }

    @Override
    public Map<String, String> entriesUnder(String key) {
        String start = prefix + key + '.';
        Map<String, String> entries = new TreeMap<>();
        config.under(start).forEach((full, entry) -> {
            read(full);
            if (full.length() > start.length() && !entry.value().isEmpty()) {
                entries.put(full.substring(start.length()), entry.value());
            }
        });
        return Collections.unmodifiableMap(entries);
    }

    @Override
    public Optional<String> origin(String key) {
        return entry(key).map(Config.Entry::origin);
    }

    @Override
    public void problem(String key, String text) {
        String origin = find(key).map(entry -> " (" + entry.origin() + ")").orElse("");
        diagnostics.problem("LMCP-102", prefix + key + origin + ": " + text);
    }

    /** Returns the key's entry, also if its value is empty. */
    Optional<Config.Entry> entry(String key) {
        read(prefix + key);
        return find(key);
    }

    private void read(String full) {
        usedKeys.read(full);
        warnIfExposed(full, value -> PASSWORD_IN_URL.matcher(value).find());
    }

    /** Warns if other users can read the configuration file that sets a key to a secret. */
    private void warnIfExposed(String full, Predicate<String> isSecret) {
        config.fileWith(full, isSecret).ifPresent(file -> diagnostics.warnIfExposed(full, file));
    }

    private Optional<Config.Entry> find(String key) {
        String full = prefix + key;
        return hasFreePart ? Optional.ofNullable(config.under(full).get(full)) : config.find(full);
    }

    private <T> Optional<T> read(String key, String expected, Function<String, Optional<T>> parse) {
        Optional<Config.Entry> entry = entry(key).filter(found -> !found.value().isEmpty());
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> value;
        try {
            value = parse.apply(entry.get().value());
        } catch (NumberFormatException e) {
            value = Optional.empty();
        }
        if (value.isEmpty()) {
            diagnostics.problem(
                    "LMCP-102",
                    prefix + key + " is '" + entry.get().value() + "' ("
                            + entry.get().origin() + "); expected " + expected);
        }
        return value;
    }
}
