package dev.lmcp.server.start;

import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigReader;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Plugin;
import dev.lmcp.spi.ToolProvider;
import dev.lmcp.spi.TransportProvider;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Selects plugins of every kind, and lets the settings of those not in use stand idle. */
final class Selections {

    private final ConfigReader config;
    private final CoreSettings core;
    private final UsedKeys usedKeys;
    private final StartupDiagnostics diagnostics;

    Selections(ConfigReader config, CoreSettings core, UsedKeys usedKeys, StartupDiagnostics diagnostics) {
        this.config = config;
        this.core = core;
        this.usedKeys = usedKeys;
        this.diagnostics = diagnostics;
    }

    /**
     * Selects the transport that configuration names, or none.
     *
     * @param anyGiven whether the program brings its own, so that no other one starts
     */
    Selection<TransportProvider> transport(PluginSet<TransportProvider> set, boolean anyGiven) {
        Optional<Config.Entry> key = core.transport().filter(entry -> !anyGiven);
        List<String> names = key.map(entry -> List.of(entry.value())).orElse(List.of());
        OwnPlugins.TRANSPORTS.stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> usedKeys.idle(set.prefix(name)));
        return select(
                set,
                names,
                () -> Selection.of(
                        Selection.named(names, "lmcp.transport" + origin(key), set, diagnostics),
                        "",
                        set,
                        anyGiven ? "another one is in use" : "not named in lmcp.transport"));
    }

    /** Selects the ways of authentication. */
    Selection<AuthProvider> auth(PluginSet<AuthProvider> set) {
        List<String> names =
                core.auth().map(entry -> PluginSettings.split(entry.value())).orElse(List.of());
        return select(set, names, () -> AuthSelection.select(core.auth(), set, diagnostics));
    }

    /** Selects no way of authentication, as a transport is in use whose callers are trusted. */
    Selection<AuthProvider> noAuth(PluginSet<AuthProvider> set, String transport) {
        String remark = "transport '" + transport + "' has none";
        return select(set, List.of(), () -> Selection.of(List.of(), "", set, remark));
    }

    /** Selects the tool plugins that configuration names, or all but those that want to be named. */
    Selection<ToolProvider> tools(PluginSet<ToolProvider> set) {
        List<String> names = core.toolNames();
        return select(
                set,
                names,
                () -> names.isEmpty()
                        ? Selection.of(unnamed(set), "", set, "in use only where lmcp.tools names it")
                        : Selection.of(
                                Selection.named(names, "lmcp.tools" + origin(core.tools()), set, diagnostics),
                                "",
                                set,
                                "not named in lmcp.tools"));
    }

    private static List<PluginSet.Found<ToolProvider>> unnamed(PluginSet<ToolProvider> set) {
        return set.found().stream().filter(found -> !found.declared().isOptIn()).toList();
    }

    private <P extends Plugin> Selection<P> select(
            PluginSet<P> set, List<String> names, Supplier<Selection<P>> selecting) {
        int before = diagnostics.problems().size();
        Selection<P> selection = selecting.get();
        if (diagnostics.problems().size() == before) {
            // Where the selection failed, its problem tells of these as well.
            set.failures()
                    .forEach(
                            failure -> diagnostics.warning(
                                    "LMCP-205",
                                    set.kind() + " plugin is left out: " + failure + "; "
                                            + (isNeeded(set, names) ? "the server is not ready: " : "")
                                            + "repair the class, or remove its jar or the line of META-INF/services that names it"));
        }
        selection
                .idle()
                .forEach(choice -> usedKeys.idle(set.prefix(choice.found().name())));
        ignoreUnlessFound(set, names);
        if (!set.failures().isEmpty()) {
            usedKeys.allowUnknownFlags();
            // Whose keys these are cannot be told: a plugin that does not load has no name.
            ignoreUnlessFound(
                    set,
                    config.under(set.prefix()).keySet().stream()
                            .map(set::nameInKey)
                            .toList());
        }
        return selection;
    }

    /** All tool plugins are in use if configuration names none, also those that cannot be loaded. */
    static boolean isNeeded(PluginSet<?> set, List<String> names) {
        return set.kind().equals("tools") && names.isEmpty();
    }

    private void ignoreUnlessFound(PluginSet<?> set, List<String> names) {
        names.stream().filter(name -> set.named(name).isEmpty()).forEach(name -> usedKeys.idle(set.prefix(name)));
    }

    private static String origin(Optional<Config.Entry> key) {
        return key.map(entry -> " (" + entry.origin() + ")").orElse("");
    }
}
