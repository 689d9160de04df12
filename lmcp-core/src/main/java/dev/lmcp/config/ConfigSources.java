package dev.lmcp.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The sources of one configuration.
 *
 * @param layers all of them, the strongest first
 * @param names by which variables and flags set keys
 * @param problems what is wrong with the sources themselves
 */
record ConfigSources(List<ConfigLayer> layers, KeyNames names, List<StartupException.Problem> problems)
        implements ConfigReader {

    ConfigSources {
        layers = List.copyOf(layers);
        problems = List.copyOf(problems);
    }

    @Override
    public Optional<Config.Entry> find(String key) {
        return Config.strongest(layers.stream()
                .flatMap(layer -> layer.find(key, names).stream())
                .toList());
    }

    @Override
    public SortedMap<String, Config.Entry> under(String prefix) {
        SortedMap<String, List<Config.Entry>> found = new TreeMap<>();
        for (ConfigLayer layer : layers) {
            for (Config.Entry entry : layer.entries(names)) {
                if (entry.key().startsWith(prefix)) {
                    found.computeIfAbsent(entry.key(), key -> new ArrayList<>()).add(entry);
                }
            }
        }
        SortedMap<String, Config.Entry> strongest = new TreeMap<>();
        found.forEach((key, entries) -> Config.strongest(entries).ifPresent(entry -> strongest.put(key, entry)));
        return Collections.unmodifiableSortedMap(strongest);
    }

    @Override
    public Optional<Path> fileWith(String key, Predicate<String> condition) {
        return layers.stream()
                .filter(layer -> layer.find(key, names)
                        .filter(entry -> condition.test(entry.value()))
                        .isPresent())
                .flatMap(layer -> layer.file().stream())
                .findFirst();
    }

    @Override
    public Set<String> unexplainedNames() {
        Set<String> unexplained = new TreeSet<>();
        layers.forEach(layer -> unexplained.addAll(layer.unexplained(names)));
        return unexplained;
    }

    @Override
    public Set<String> shortFlags() {
        return names.shortFlags();
    }

    @Override
    public ConfigReader withAliases(Map<String, String> keyByAlias) {
        return new ConfigSources(layers, names.with(keyByAlias), problems);
    }
}
