package dev.lmcp.server;

import dev.lmcp.spi.Plugin;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private static final Set<String> OWN_JARS = Set.of("lmcp-auth-bearer", "lmcp-auth-oauth", "lmcp-transport-stdio");

    /**
     * A plugin with what it said of itself when it was found, and where it was found.
     *
     * @param optIn whether it is in use only where configuration names it
     */
    record Found<P extends Plugin>(String name, P plugin, JarOrigin origin, boolean optIn) {

        /** To begin a sentence about it. */
        String describe(String kind) {
            return kind + " plugin '" + name + "' in " + origin.location();
        }
    }

    PluginSet {
        found = List.copyOf(found);
        failures = List.copyOf(failures);
    }

    Optional<Found<P>> named(String name) {
        return found.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** The jar that lmcp itself has for a plugin of this name, to be put into a sentence; nothing for those of others. */
    String ownJar(String name) {
        String jar = "lmcp-" + kind + '-' + name;
        return OWN_JARS.contains(jar) ? jar + ", " : "";
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
