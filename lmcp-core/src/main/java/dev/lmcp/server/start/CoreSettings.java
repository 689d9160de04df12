package dev.lmcp.server.start;

import dev.lmcp.CacheHint;
import dev.lmcp.config.Config;
import dev.lmcp.server.ServerSettings;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.base.NamePattern;
import dev.lmcp.server.methods.ServerInfo;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of the core. The policies for origins and scopes read their own settings. */
final class CoreSettings {

    private static final Pattern PATH = Pattern.compile("/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
    private static final String DEFAULT_PATH = "/mcp";

    private final ServerInfo identity;
    private final Limits limits;
    private final String path;
    private final CacheHint lists;
    private final List<NamePattern> tolerantTools;
    private final StateKeys stateKeys;
    private final Optional<Config.Entry> pluginDirectory;
    private final Optional<Config.Entry> auth;
    private final Optional<Config.Entry> tools;
    private final Optional<Config.Entry> transport;
    private final Optional<Config.Entry> cluster;
    private final boolean isShownByJmx;

    /** The values of {@code cacheScope} in MCP. */
    private enum CacheScope {
        PRIVATE,
        PUBLIC
    }

    /**
     * Reads the slice with the prefix {@code lmcp.}.
     *
     * @param limits the limits of the server
     * @param lmcpVersion the version of lmcp, for a server without {@code lmcp.version}
     */
    CoreSettings(PluginSettings settings, Limits limits, String lmcpVersion) {
        settings.entry("config-file");
        this.identity = new ServerInfo(
                settings.text("name").orElse("lmcp"),
                settings.text("version").orElse(lmcpVersion),
                settings.text("title"),
                settings.text("instructions"));
        this.limits = limits;
        this.path = path(settings);
        this.lists = lists(settings);
        this.tolerantTools = settings.list("ignore-unknown-arguments").stream()
                .map(NamePattern::new)
                .toList();
        this.stateKeys = StateKeys.read(settings);
        this.pluginDirectory = settings.entry("plugin-directory");
        this.auth = settings.entry("auth");
        this.tools = nonEmpty(settings, "tools");
        this.transport = nonEmpty(settings, "transport");
        this.cluster = nonEmpty(settings, "cluster");
        // The servlet transport reads this key before the server exists. Here its value is checked.
        settings.flag("transport.servlet.auto-mount", true);
        this.isShownByJmx = settings.flag("jmx", true);
    }

    /** Returns the settings of the running server. */
    ServerSettings server(Optional<URI> publicUrl) {
        return new ServerSettings(identity, limits, path, publicUrl, lists, tolerantTools, stateKeys.ring());
    }

    private static CacheHint lists(PluginSettings settings) {
        CacheHint hint =
                CacheHint.of(settings.duration("lists.ttl", Duration.ZERO, Duration.ZERO, Duration.ofDays(366)));
        CacheScope scope = settings.choice("lists.cache-scope", CacheScope.class, CacheScope.PRIVATE);
        return scope == CacheScope.PUBLIC ? hint.shared() : hint;
    }

    private static Optional<Config.Entry> nonEmpty(PluginSettings settings, String key) {
        return settings.entry(key).filter(entry -> !entry.value().isEmpty());
    }

    private static String path(PluginSettings settings) {
        String path = settings.text("path").orElse(DEFAULT_PATH);
        if (!PATH.matcher(path).matches()) {
            settings.problem(
                    "path",
                    "'" + path + "' is not a usable path; expected a path such as '/mcp': segments of letters, digits,"
                            + " '-', '_', '~' and (not first) '.', each with a '/' before it, and no '/' at the end");
            return DEFAULT_PATH;
        }
        return path;
    }

    /** Returns the name, version and instructions that clients receive. */
    ServerInfo identity() {
        return identity;
    }

    /** Returns all limits. */
    Limits limits() {
        return limits;
    }

    /** Returns the path of the MCP endpoint, below the application's root. */
    String path() {
        return path;
    }

    /** Returns how long clients may cache lists. */
    CacheHint lists() {
        return lists;
    }

    /** Returns the keys that seal the values which clients carry. */
    StateKeys stateKeys() {
        return stateKeys;
    }

    /** Returns the plugin directory. */
    Optional<Config.Entry> pluginDirectory() {
        return pluginDirectory;
    }

    /** Returns the value of {@code lmcp.auth}. */
    Optional<Config.Entry> auth() {
        return auth;
    }

    /** Returns the value of {@code lmcp.tools}. */
    Optional<Config.Entry> tools() {
        return tools;
    }

    /** Returns the names in {@code lmcp.tools}. If there are none, all tool plugins that are not opt-in are in use. */
    List<String> toolNames() {
        return tools.map(entry -> PluginSettings.split(entry.value())).orElse(List.of());
    }

    /** Returns the value of {@code lmcp.transport}. */
    Optional<Config.Entry> transport() {
        return transport;
    }

    /** Returns the value of {@code lmcp.cluster}. */
    Optional<Config.Entry> cluster() {
        return cluster;
    }

    /** Returns whether JMX shows the server. */
    boolean isShownByJmx() {
        return isShownByJmx;
    }
}
