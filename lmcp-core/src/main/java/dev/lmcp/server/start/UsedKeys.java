package dev.lmcp.server.start;

import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigReader;
import dev.lmcp.text.NearestName;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which keys somebody reads, so that a key that nobody reads is found out. */
public final class UsedKeys {

    private final Set<String> read = new TreeSet<>();
    private final Map<String, String> idle = new TreeMap<>();
    private boolean unknownFlagsAllowed;

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

    /** Flags of a plugin that cannot be loaded are not known; they are not reported. */
    void allowUnknownFlags() {
        unknownFlagsAllowed = true;
    }

    /**
     * Reports the keys and names that nobody reads: as a problem if their source belongs to lmcp alone, as a warning if
     * other programs share it.
     */
    void reportUnusedKeys(ConfigReader config, StartupDiagnostics diagnostics) {
        config.under("").values().stream()
                .filter(entry -> !isKnown(entry.key()))
                .forEach(entry -> reportUnused(entry, diagnostics));
        Map<String, String> keyByVariable =
                read.stream().collect(Collectors.toMap(Config::environmentName, key -> key, (one, other) -> one));
        for (String name : config.unexplainedNames()) {
            if (name.startsWith("--")) {
                reportFlag(name, config.shortFlags(), diagnostics);
            } else if (!keyByVariable.containsKey(name)
                    && idle.values().stream().noneMatch(name::startsWith)) {
                diagnostics.warning(
                        "LMCP-108",
                        "environment " + name + " is not known and is ignored; expected the name of a key, as "
                                + Config.environmentName("lmcp.auth")
                                + NearestName.suggest(name, keyByVariable.keySet()));
            }
        }
    }

    private void reportUnused(Config.Entry entry, StartupDiagnostics diagnostics) {
        String text = "key '" + entry.key() + "' (" + entry.origin() + ") is not known; expected a key of "
                + "docs/configuration.md or of a plugin found" + NearestName.suggest(entry.key(), read);
        switch (entry.source()) {
            case FILE, PARAMETER, FLAG, CODE -> diagnostics.problem("LMCP-101", text);
            case SYSTEM_PROPERTY -> diagnostics.warning("LMCP-108", text);
            case DEFAULT, ENVIRONMENT -> {}
        }
    }

    private void reportFlag(String flag, Set<String> shortFlags, StartupDiagnostics diagnostics) {
        if (!unknownFlagsAllowed) {
            diagnostics.problem(
                    "LMCP-106",
                    "flag '" + flag + "' is not known; expected a flag that --help lists"
                            + NearestName.suggest(flag, shortFlags));
        }
    }

    private boolean isKnown(String key) {
        return read.contains(key) || idle.keySet().stream().anyMatch(key::startsWith);
    }
}
