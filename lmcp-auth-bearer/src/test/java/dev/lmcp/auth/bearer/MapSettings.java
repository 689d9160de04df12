package dev.lmcp.auth.bearer;

import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Settings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings out of a map, with the problems that their reader notes. */
final class MapSettings implements Settings {

    private final String prefix;
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> origins = new TreeMap<>();
    private final List<String> problems;

    MapSettings() {
        this("lmcp.auth.bearer.", new ArrayList<>());
    }

    private MapSettings(String prefix, List<String> problems) {
        this.prefix = prefix;
        this.problems = problems;
    }

    MapSettings with(String key, String value) {
        return with(key, value, "file 'lmcp.properties'");
    }

    MapSettings with(String key, String value, String origin) {
        values.put(key, value);
        origins.put(key, origin);
        return this;
    }

    List<String> problems() {
        return problems;
    }

    @Override
    public String prefix() {
        return prefix;
    }

    @Override
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    @Override
    public boolean flag(String key, boolean defaultValue) {
        return text(key).map("true"::equals).orElse(defaultValue);
    }

    @Override
    public Optional<Path> file(String key) {
        Optional<Path> path = text(key).map(Path::of);
        path.filter(found -> !Files.isReadable(found))
                .ifPresent(found -> problem(key, "'" + found + "'; expected the path of a readable file"));
        return path.filter(Files::isReadable);
    }

    @Override
    public Optional<Secret> secret(String key) {
        return text(key).map(Secret::of);
    }

    @Override
    public Map<String, Settings> groupsUnder(String key) {
        Map<String, Settings> groups = new TreeMap<>();
        values.forEach((full, value) -> {
            String[] parts = full.split("\\.", -1);
            if (parts.length == 3 && parts[0].equals(key)) {
                MapSettings group = (MapSettings) groups.computeIfAbsent(
                        parts[1], name -> new MapSettings(prefix + key + "." + name + ".", problems));
                group.with(parts[2], value, origins.getOrDefault(full, ""));
            }
        });
        return groups;
    }

    @Override
    public Optional<String> origin(String key) {
        return Optional.ofNullable(origins.get(key));
    }

    @Override
    public void problem(String key, String text) {
        problems.add(prefix + key + ": " + text);
    }

    @Override
    public String required(String key) {
        throw new UnsupportedOperationException(key);
    }

    @Override
    public long number(String key, long defaultValue, long min, long max) {
        throw new UnsupportedOperationException(key);
    }

    @Override
    public Duration duration(String key, Duration defaultValue, Duration min, Duration max) {
        throw new UnsupportedOperationException(key);
    }

    @Override
    public List<String> list(String key) {
        throw new UnsupportedOperationException(key);
    }

    @Override
    public <E extends Enum<E>> E choice(String key, Class<E> type, E defaultValue) {
        throw new UnsupportedOperationException(key);
    }

    @Override
    public Optional<URI> uri(String key) {
        throw new UnsupportedOperationException(key);
    }

    @Override
    public Map<String, Secret> secretsUnder(String key) {
        throw new UnsupportedOperationException(key);
    }

    @Override
    public Map<String, String> entriesUnder(String key) {
        throw new UnsupportedOperationException(key);
    }
}
