package dev.lmcp.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names by which the environment and the command line set keys: those that follow from the key, and aliases such as
 * {@code LMCP_TOOLS_DIR} and {@code --plugins}. Immutable.
 */
final class KeyNames {

    /** The names of the core's own keys. The names in the environment are those of lmcp for Lua. */
    static final KeyNames OF_CORE = new KeyNames(Map.of(), Set.of())
            .with(Map.of(
                    "LMCP_TOOLS_DIR",
                    "lmcp.plugin-directory",
                    "--plugins",
                    "lmcp.plugin-directory",
                    "--config",
                    ConfigBuilder.FILE,
                    "--name",
                    "lmcp.name",
                    "--transport",
                    "lmcp.transport"));

    private static final String FLAG = "--";

    /** Several plugins may take one name for keys of their own. */
    private final Map<String, Set<String>> keysByAlias;

    private final Set<String> programNames;

    private KeyNames(Map<String, Set<String>> keysByAlias, Set<String> programNames) {
        this.keysByAlias = keysByAlias;
        this.programNames = programNames;
    }

    /** Adds aliases, each with the key that it sets. */
    KeyNames with(Map<String, String> keyByAlias) {
        Map<String, Set<String>> all = new TreeMap<>(keysByAlias);
        for (Map.Entry<String, String> added : keyByAlias.entrySet()) {
            Set<String> keys = new TreeSet<>(all.getOrDefault(added.getKey(), Set.of()));
            keys.add(added.getValue());
            all.put(added.getKey(), keys);
        }
        return new KeyNames(all, programNames);
    }

    /** Adds names that the program reads itself; they set no key, and are known. */
    KeyNames withProgramNames(Collection<String> names) {
        Set<String> all = new TreeSet<>(programNames);
        all.addAll(names);
        return new KeyNames(keysByAlias, all);
    }

    /** The variables that set a key, the strongest first. */
    List<String> variables(String key) {
        return names(key, Config.environmentName(key), false);
    }

    /** The flags that set a key, the strongest first. */
    List<String> flags(String key) {
        return names(key, FLAG + key, true);
    }

    private List<String> names(String key, String ofTheKey, boolean areFlags) {
        List<String> names = new ArrayList<>(List.of(ofTheKey));
        for (Map.Entry<String, Set<String>> alias : keysByAlias.entrySet()) {
            if (alias.getValue().contains(key) && alias.getKey().startsWith(FLAG) == areFlags) {
                names.add(alias.getKey());
            }
        }
        return names;
    }

    /** The keys that a flag sets; every key of lmcp is a flag too, as in {@code --lmcp.path}. */
    Set<String> keysOfFlag(String flag) {
        return flag.startsWith("--lmcp.")
                ? Set.of(flag.substring(FLAG.length()))
                : keysByAlias.getOrDefault(flag, Set.of());
    }

    /** Whether a name is an alias, or the program's own. */
    boolean isKnown(String name) {
        return keysByAlias.containsKey(name) || programNames.contains(name);
    }

    /** The short flags, to suggest one of them. */
    Set<String> shortFlags() {
        return Stream.of(keysByAlias.keySet(), programNames)
                .flatMap(Collection::stream)
                .filter(name -> name.startsWith(FLAG))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
