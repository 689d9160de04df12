package dev.lmcp.server;

import dev.lmcp.CacheHint;
import dev.lmcp.Config;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the core itself is told, apart from the rules for origins and scopes, which their policies read.
 *
 * @param identity what clients are told
 * @param limits every bound
 * @param path where clients call, below the application's root
 * @param lists how long clients may keep lists
 * @param stateKey 32 bytes that seal the state which clients carry
 * @param plugins the plugin directory
 * @param auth the auth plugins in use
 * @param tools the tool plugins in use
 * @param transport the transport in use
 * @param jmx whether JMX shows the server
 */
record CoreSettings(
        ServerInfo identity,
        Limits limits,
        String path,
        CacheHint lists,
        byte[] stateKey,
        Optional<Config.Entry> plugins,
        Optional<Config.Entry> auth,
        Optional<Config.Entry> tools,
        Optional<Config.Entry> transport,
        boolean jmx) {

    private static final Pattern PATH = Pattern.compile("/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
    private static final String DEFAULT_PATH = "/mcp";

    /**
     * Reads the slice with the prefix {@code lmcp.}.
     *
     * @param limits the slice with the prefix {@code lmcp.limits.}
     * @param lmcpVersion the version that a server has where nobody gives it one
     */
    static CoreSettings read(PluginSettings settings, PluginSettings limits, String lmcpVersion) {
        settings.entry("config");
        return new CoreSettings(
                new ServerInfo(
                        settings.text("name").orElse("lmcp"),
                        settings.text("version").orElse(lmcpVersion),
                        settings.text("title"),
                        settings.text("instructions")),
                LimitKeys.read(limits),
                path(settings),
                lists(settings),
                StateKey.read(settings),
                settings.entry("plugins"),
                settings.entry("auth"),
                nonEmpty(settings, "tools"),
                nonEmpty(settings, "transport"),
                settings.flag("jmx", true));
    }

    private static CacheHint lists(PluginSettings settings) {
        CacheHint hint =
                CacheHint.of(settings.duration("lists.max-age", Duration.ZERO, Duration.ZERO, Duration.ofDays(366)));
        return settings.flag("lists.shared", false) ? hint.shared() : hint;
    }

    /** The tool plugins that configuration names; where it names none, all are in use that do not want to be named. */
    List<String> toolNames() {
        return tools.map(entry -> PluginSettings.split(entry.value())).orElse(List.of());
    }

    private static Optional<Config.Entry> nonEmpty(PluginSettings settings, String key) {
        return settings.entry(key).filter(entry -> !entry.value().isEmpty());
    }

    private static String path(PluginSettings settings) {
        String path = settings.text("path").orElse(DEFAULT_PATH);
        if (!PATH.matcher(path).matches()) {
            settings.problem(
                    "path",
                    "'" + path + "' cannot be called; expected a path as '/mcp': segments of letters, digits, '-', '_' "
                            + "and '~', each with a '/' before it and none after");
            return DEFAULT_PATH;
        }
        return path;
    }
}
