package dev.lmcp;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The names by which the first lmcp was configured, and the short flags; they keep working. */
final class FirstNames {

    static final String TOKEN = "lmcp.auth.bearer.token";
    static final String CONF_FILE = "lmcp.auth.bearer.conf-file";
    private static final String HOST = "lmcp.transport.http.host";
    private static final String PORT = "lmcp.transport.http.port";
    private static final String PLUGINS = "lmcp.plugins";

    private static final Map<String, String> ENVIRONMENT_BY_KEY = Map.of(
            TOKEN,
            "LMCP_TOKEN",
            CONF_FILE,
            "LMCP_CONF",
            HOST,
            "LMCP_HOST",
            PORT,
            "LMCP_PORT",
            PLUGINS,
            "LMCP_TOOLS_DIR",
            "lmcp.tools.web.searxng-url",
            "LMCP_SEARXNG_URL");

    private static final Map<String, String> KEY_BY_FLAG = Map.of(
            "--auth",
            TOKEN,
            "--auth-file",
            "lmcp.auth.bearer.token-file",
            "--host",
            HOST,
            "--port",
            PORT,
            "--name",
            "lmcp.name",
            "--transport",
            "lmcp.transport",
            "--plugins",
            PLUGINS,
            "--config",
            ConfigBuilder.FILE);

    private FirstNames() {}

    static Optional<String> environmentName(String key) {
        return Optional.ofNullable(ENVIRONMENT_BY_KEY.get(key));
    }

    static boolean isEnvironmentName(String name) {
        return ENVIRONMENT_BY_KEY.containsValue(name);
    }

    /** The key that a flag sets; every key is a flag too, as in {@code --lmcp.path}. */
    static Optional<String> keyOfFlag(String flag) {
        return flag.startsWith("--lmcp.") ? Optional.of(flag.substring(2)) : Optional.ofNullable(KEY_BY_FLAG.get(flag));
    }

    static Set<String> flags() {
        return KEY_BY_FLAG.keySet();
    }
}
