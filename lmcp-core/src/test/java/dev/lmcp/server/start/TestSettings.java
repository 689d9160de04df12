package dev.lmcp.server.start;

import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigBuilder;
import dev.lmcp.config.ConfigReaders;
import dev.lmcp.config.StartupException;
import java.util.List;
import java.util.Map;

/** Settings from a few keys, and the problems that reading them reports. */
public final class TestSettings {

    private final StartupDiagnostics diagnostics = new StartupDiagnostics();
    private final PluginSettings settings;

    public TestSettings(String prefix, Map<String, String> keys) {
        ConfigBuilder builder = Config.builder();
        keys.forEach((key, value) -> builder.set(prefix + key, value));
        this.settings = new PluginSettings(ConfigReaders.of(builder), prefix, new UsedKeys(), diagnostics);
    }

    public PluginSettings slice() {
        return settings;
    }

    public List<String> problems() {
        return diagnostics.problems().stream()
                .map(StartupException.Problem::text)
                .toList();
    }
}
