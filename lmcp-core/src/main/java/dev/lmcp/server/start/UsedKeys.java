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

/** The keys that the server or a plugin has read. A key that is set and never read is reported. */
public final class UsedKeys {

    private final Set<String> read = new TreeSet<>();
    private final Map<String, String> idle = new TreeMap<>();
    private boolean areUnknownFlagsAllowed;

    void read(String key) {
        read.add(key);
    }

    /** Returns the keys that were read so far, sorted. */
    Set<String> keys() {
        return Collections.unmodifiableSet(read);
    }

    /** Marks the keys of a plugin that is not in use: they are known, and nothing reads them. */
    void idle(String prefix) {
        idle.put(prefix, Config.environmentName(prefix));
    }

    /** Ends the reports of unknown flags: they may belong to a plugin that cannot be loaded. */
    void allowUnknownFlags() {
        areUnknownFlagsAllowed = true;
    }

    /**
     * Reports the keys and names that are set and were never read.
     *
     * <p>A key in a source of lmcp alone is a problem. A name in a source that other programs share is a warning.
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
                        "environment variable " + name + " is unknown and ignored; expected the name of a key, such as "
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
        if (!areUnknownFlagsAllowed) {
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
