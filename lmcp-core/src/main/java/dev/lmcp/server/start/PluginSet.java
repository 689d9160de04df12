package dev.lmcp.server.start;

import dev.lmcp.spi.Plugin;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plugins of one kind that were found.
 *
 * @param kind {@code auth}, {@code tools} or {@code transport}, as keys spell it
 * @param found those that can be used, in the order of discovery
 * @param failures those that cannot, each with the reason in one line
 */
record PluginSet<P extends Plugin>(String kind, List<Found<P>> found, List<String> failures) {

    /**
     * A plugin with what it said of itself when it was found, and where it was found.
     *
     */
    record Found<P extends Plugin>(Declared declared, P plugin, JarOrigin origin) {

        String name() {
            return declared.name();
        }

        /** To begin a sentence about it. */
        String describe(String kind) {
            return kind + " plugin '" + name() + "' in " + origin.location();
        }
    }

    /**
     * What a plugin said of itself when it was found.
     *
     * @param isOptIn whether it is in use only if configuration names it
     * @param aliases other names of its keys, each with the key without the prefix
     */
    record Declared(String name, boolean isOptIn, Map<String, String> aliases) {

        Declared {
            aliases = Map.copyOf(aliases);
        }
    }

    PluginSet {
        found = List.copyOf(found);
        failures = List.copyOf(failures);
    }

    Optional<Found<P>> named(String name) {
        return found.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** The keys that the aliases of the plugins set, by alias. */
    Map<String, String> aliases() {
        Map<String, String> keyByAlias = new TreeMap<>();
        found.forEach(one ->
                one.declared().aliases().forEach((alias, key) -> keyByAlias.put(alias, prefix(one.name()) + key)));
        return keyByAlias;
    }

    /** The prefix of the settings of all plugins of this kind. */
    String prefix() {
        return "lmcp." + kind + '.';
    }

    /** The prefix of the settings of one plugin of this kind. */
    String prefix(String name) {
        return prefix() + name + '.';
    }

    /** The name of the plugin to whose settings a key belongs. */
    String nameInKey(String key) {
        String rest = key.substring(prefix().length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    /** What was found, with jars, to be put behind a colon or a semicolon. */
    String listing() {
        String usable = found.isEmpty()
                ? "found none"
                : found.stream()
                        .map(one -> "'" + one.name() + "' in " + one.origin().location())
                        .collect(Collectors.joining(", ", "found ", ""));
        return Stream.concat(Stream.of(usable), failures.stream()).collect(Collectors.joining("; "));
    }
}
