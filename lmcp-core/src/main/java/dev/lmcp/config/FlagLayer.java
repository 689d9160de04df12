package dev.lmcp.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The flags of the command line as a source: {@code --lmcp.path} for every key, and short ones. */
final class FlagLayer implements ConfigLayer {

    private static final String VARIABLE = "env:";

    private final Map<String, Flag> flags = new TreeMap<>();

    private record Flag(String value, String origin) {}

    /**
     * Takes the flags as they stand on the command line. A value {@code env:NAME} is that of the variable, so that the
     * list of processes does not show it.
     */
    FlagLayer(Map<String, String> given, Map<String, String> variables, List<StartupException.Problem> problems) {
        given.forEach((flag, value) -> {
            String origin = "flag " + flag;
            if (!value.startsWith(VARIABLE)) {
                flags.put(flag, new Flag(value, origin));
                return;
            }
            String name = value.substring(VARIABLE.length());
            String held = variables.getOrDefault(name, "");
            flags.put(flag, new Flag(held, origin + ", environment " + name));
            if (held.isBlank()) {
                problems.add(new StartupException.Problem(
                        "LMCP-105",
                        origin + " names the environment variable '" + name + "', which is not set; expected it to hold"
                                + " the value: set it, or leave the flag out"));
            }
        });
    }

    @Override
    public Optional<Config.Entry> find(String key, KeyNames names) {
        List<Config.Entry> found = new ArrayList<>();
        names.flags(key)
                .forEach(name -> Optional.ofNullable(flags.get(name)).ifPresent(flag -> found.add(entry(key, flag))));
        return Config.strongest(found);
    }

    @Override
    public Collection<Config.Entry> entries(KeyNames names) {
        Set<String> keys = new TreeSet<>();
        flags.keySet().forEach(flag -> keys.addAll(names.keysOfFlag(flag)));
        return keys.stream().flatMap(key -> find(key, names).stream()).toList();
    }

    @Override
    public Set<String> unexplained(KeyNames names) {
        Set<String> unexplained = new TreeSet<>(flags.keySet());
        unexplained.removeIf(
                flag -> names.isKnown(flag) || !names.keysOfFlag(flag).isEmpty());
        return unexplained;
    }

    private static Config.Entry entry(String key, Flag flag) {
        return new Config.Entry(key, flag.value(), Config.Source.FLAG, flag.origin());
    }
}
