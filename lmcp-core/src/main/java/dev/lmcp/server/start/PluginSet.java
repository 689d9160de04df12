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
 * @param kind {@code auth}, {@code cluster}, {@code tools} or {@code transport}, as in keys
 * @param found the plugins that can be used, in the order of discovery
 * @param failures the plugins that cannot be used, each as one line with the reason
 */
record PluginSet<P extends Plugin>(String kind, List<Found<P>> found, List<String> failures) {

    /**
     * A plugin that was found.
     *
     * @param declared what the plugin declared when it was found
     * @param plugin the plugin
     * @param origin its jar
     */
    record Found<P extends Plugin>(Declared declared, P plugin, JarOrigin origin) {

        String name() {
            return declared.name();
        }

        /** Returns its kind, name and jar, for the beginning of a message. */
        String describe(String kind) {
            return kind + " plugin '" + name() + "' in " + origin.location();
        }
    }

    /**
     * The facts that a plugin declares. They are read once.
     *
     * @param name its name
     * @param isOptIn whether the plugin is in use only if {@code lmcp.tools} names it
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
        return found.stream().filter(plugin -> plugin.name().equals(name)).findFirst();
    }

    /** Returns the full key of each alias. */
    Map<String, String> aliases() {
        Map<String, String> keyByAlias = new TreeMap<>();
        found.forEach(plugin -> plugin.declared()
                .aliases()
                .forEach((alias, key) -> keyByAlias.put(alias, prefix(plugin.name()) + key)));
        return keyByAlias;
    }

    /** Returns the prefix of the settings of all plugins of this kind. */
    String prefix() {
        return "lmcp." + kind + '.';
    }

    /** Returns the prefix of the settings of one plugin of this kind. */
    String prefix(String name) {
        return prefix() + name + '.';
    }

    /** Returns the name of the plugin that a key belongs to. */
    String nameInKey(String key) {
        String rest = key.substring(prefix().length());
        int dot = rest.indexOf('.');
        return dot < 0 ? rest : rest.substring(0, dot);
    }

    /** Returns the plugins with their jars, and the failures, as a part of a message. */
    String listing() {
        String usable = found.isEmpty()
                ? "found none"
                : found.stream()
                        .map(plugin ->
                                "'" + plugin.name() + "' in " + plugin.origin().location())
                        .collect(Collectors.joining(", ", "found ", ""));
        return Stream.concat(Stream.of(usable), failures.stream()).collect(Collectors.joining("; "));
    }
}
