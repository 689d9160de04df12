package dev.lmcp.server.start;

import dev.lmcp.CacheHint;
import dev.lmcp.config.Config;
import dev.lmcp.server.ServerSettings;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.methods.ServerInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the core itself is told, apart from the rules for origins and scopes, which their policies read. */
final class CoreSettings {

    private static final Pattern PATH = Pattern.compile("/|(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");
    private static final String DEFAULT_PATH = "/mcp";

    private final ServerInfo identity;
    private final Limits limits;
    private final String path;
    private final CacheHint lists;
    private final byte[] stateKey;
    private final Optional<Config.Entry> pluginDirectory;
    private final Optional<Config.Entry> auth;
    private final Optional<Config.Entry> tools;
    private final Optional<Config.Entry> transport;
    private final boolean isShownByJmx;

    /** The values of MCP's {@code cacheScope}. */
    private enum CacheScope {
        PRIVATE,
        PUBLIC
    }

    /**
     * Reads the slice with the prefix {@code lmcp.}.
     *
     * @param limits the bounds of the server
     * @param lmcpVersion the version of a server that is given none
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
        this.stateKey = StateKey.read(settings);
        this.pluginDirectory = settings.entry("plugin-directory");
        this.auth = settings.entry("auth");
        this.tools = nonEmpty(settings, "tools");
        this.transport = nonEmpty(settings, "transport");
        // The servlet transport reads it before there is a server; a program's own server knows it, and checks the
        // value.
        settings.flag("transport.servlet.auto-mount", true);
        this.isShownByJmx = settings.flag("jmx", true);
    }

    /** The settings that the server itself runs with. */
    ServerSettings server() {
        return new ServerSettings(identity, limits, path, lists, stateKey);
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
                    "'" + path + "' cannot be called; expected a path as '/mcp': segments of letters, digits, '-', '_' "
                            + "and '~', each with a '/' before it and none after");
            return DEFAULT_PATH;
        }
        return path;
    }

    /** What clients are told of the server. */
    ServerInfo identity() {
        return identity;
    }

    /** Every bound. */
    Limits limits() {
        return limits;
    }

    /** Where clients call, below the application's root. */
    String path() {
        return path;
    }

    /** How long clients may keep lists. */
    CacheHint lists() {
        return lists;
    }

    /** 32 bytes that seal the state which clients carry. */
    byte[] stateKey() {
        return stateKey.clone();
    }

    /** The plugin directory. */
    Optional<Config.Entry> pluginDirectory() {
        return pluginDirectory;
    }

    /** The auth plugins in use. */
    Optional<Config.Entry> auth() {
        return auth;
    }

    /** The tool plugins in use. */
    Optional<Config.Entry> tools() {
        return tools;
    }

    /** The tool plugins that configuration names; if it names none, all are in use that need not be named. */
    List<String> toolNames() {
        return tools.map(entry -> PluginSettings.split(entry.value())).orElse(List.of());
    }

    /** The transport in use. */
    Optional<Config.Entry> transport() {
        return transport;
    }

    /** Whether JMX shows the server. */
    boolean isShownByJmx() {
        return isShownByJmx;
    }
}
