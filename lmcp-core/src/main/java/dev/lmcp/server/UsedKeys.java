package dev.lmcp.server;

import dev.lmcp.Config;
import dev.lmcp.text.NearestName;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which keys somebody reads, so that a key that nobody reads is found out. */
final class UsedKeys {

    private final Set<String> read = new TreeSet<>();
    private final Map<String, String> idle = new TreeMap<>();

    void read(String key) {
        read.add(key);
    }

    /** What was read so far, in order. */
    Set<String> keys() {
        return Collections.unmodifiableSet(read);
    }

    /** Keys under this prefix belong to somebody who is not in use; they are known, and stand idle. */
    void idle(String prefix) {
        idle.put(prefix, Config.environmentName(prefix));
    }

    /** Records the keys and names that nobody reads: a mistake where they are ours alone, a warning where others share. */
    void settle(Config config, StartupDiagnostics diagnostics) {
        config.under("").values().stream()
                .filter(entry -> !isKnown(entry.key()))
                .forEach(entry -> {
                    String text = "key '" + entry.key() + "' (" + entry.origin() + ") is not known; expected a key of "
                            + "docs/configuration.md or of a plugin found" + NearestName.suggest(entry.key(), read);
                    switch (entry.source()) {
                        case FILE, PARAMETER, FLAG, CODE -> diagnostics.problem("LMCP-101", text);
                        case SYSTEM_PROPERTY -> diagnostics.warning("LMCP-108", text);
                        case DEFAULT, ENVIRONMENT -> {}
                    }
                });
        Map<String, String> keyByName =
                read.stream().collect(Collectors.toMap(Config::environmentName, key -> key, (one, other) -> one));
        config.environmentNames().stream()
                .filter(name -> !keyByName.containsKey(name))
                .filter(name -> idle.values().stream().noneMatch(name::startsWith))
                .sorted()
                .forEach(name -> diagnostics.warning(
                        "LMCP-108",
                        "environment " + name + " is not known and is ignored; expected the name of a key, as "
                                + Config.environmentName("lmcp.auth") + NearestName.suggest(name, keyByName.keySet())));
    }

    private boolean isKnown(String key) {
        return read.contains(key) || idle.keySet().stream().anyMatch(key::startsWith);
    }
}
