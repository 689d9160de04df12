package dev.lmcp.server.start;

import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigReader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Refuses rules that are set to nothing. Without the rule, the server would admit more than the operator meant: probably a
 * variable was not filled in.
 */
final class EmptyRules {

    private static final String SCOPES = "lmcp.scopes.";

    /** Without names, these lists do not restrict anything. */
    private static final List<String> LISTS = List.of("lmcp.allowed-hosts", "lmcp.allowed-origins", "lmcp.tools");

    private EmptyRules() {}

    static void refuse(ConfigReader config, StartupDiagnostics diagnostics) {
        Map<String, Config.Entry> scopes = new TreeMap<>(config.under(SCOPES));
        CoreKeys.ALL.stream()
                .filter(key -> key.name().startsWith(SCOPES))
                .flatMap(key -> config.find(key.name()).stream())
                .forEach(entry -> scopes.put(entry.key(), entry));
        LISTS.stream()
                .flatMap(key -> config.find(key).stream())
                .filter(entry -> PluginSettings.split(entry.value()).isEmpty())
                .forEach(entry -> refuse(entry, diagnostics));
        scopes.values().stream().filter(entry -> entry.value().isEmpty()).forEach(entry -> refuse(entry, diagnostics));
    }

    private static void refuse(Config.Entry entry, StartupDiagnostics diagnostics) {
        diagnostics.problem(
                "LMCP-102",
                entry.key() + " (" + entry.origin()
                        + "): is set to nothing; expected a value: set one, or remove the key if its default is meant");
    }
}
