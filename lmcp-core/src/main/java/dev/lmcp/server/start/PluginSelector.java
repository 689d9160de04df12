package dev.lmcp.server.start;

import dev.lmcp.config.Config;
import dev.lmcp.config.ConfigReader;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.ClusterProvider;
import dev.lmcp.spi.Plugin;
import dev.lmcp.spi.ToolProvider;
import dev.lmcp.spi.TransportProvider;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Selects the plugins in use, kind by kind. The settings of all other plugins are known keys that nothing reads. */
final class PluginSelector {

    private static final String NO_AUTH = "none";

    private final ConfigReader config;
    private final CoreSettings core;
    private final UsedKeys usedKeys;
    private final StartupDiagnostics diagnostics;

    PluginSelector(ConfigReader config, CoreSettings core, UsedKeys usedKeys, StartupDiagnostics diagnostics) {
        this.config = config;
        this.core = core;
        this.usedKeys = usedKeys;
        this.diagnostics = diagnostics;
    }

    /**
     * Selects the transport that {@code lmcp.transport} names, or none.
     *
     * @param given the names of the transports that the program adds; if there are any, no plugin is selected
     */
    Selection<TransportProvider> transport(PluginSet<TransportProvider> set, Set<String> given) {
        Optional<Config.Entry> key = core.transport().filter(entry -> given.isEmpty());
        List<String> names = key.map(entry -> List.of(entry.value())).orElse(List.of());
        OwnPlugins.TRANSPORTS.stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> usedKeys.idle(set.prefix(name)));
        String idleRemark = given.isEmpty()
                ? "not named in lmcp.transport"
                : "transport '" + String.join("', '", given) + "' is in use";
        return select(
                set,
                names,
                () -> Selection.of(
                        Selection.named(names, "lmcp.transport" + origin(key), set, diagnostics), "", set, idleRemark));
    }

    /** Selects no auth plugin, because the callers of the transport in use are trusted. */
    Selection<AuthProvider> noAuth(PluginSet<AuthProvider> set, String transport) {
        String remark = "transport '" + transport + "' has none";
        return select(set, List.of(), () -> Selection.of(List.of(), "", set, remark));
    }

    /** Selects the auth plugins that {@code lmcp.auth} names, or the only sensible choice. If there is none, that is a problem. */
    Selection<AuthProvider> auth(PluginSet<AuthProvider> set) {
        List<String> names =
                core.auth().map(entry -> PluginSettings.split(entry.value())).orElse(List.of());
        return select(
                set,
                names,
                () -> core.auth().map(key -> authByKey(key, names, set)).orElseGet(() -> authWithoutKey(set)));
    }

    /** Returns whether {@code lmcp.auth} is {@code none}. */
    static boolean isOpen(Optional<Config.Entry> auth) {
        return auth.filter(entry -> entry.value().equals(NO_AUTH)).isPresent();
    }

    private Selection<AuthProvider> authByKey(Config.Entry key, List<String> names, PluginSet<AuthProvider> set) {
        String named = "lmcp.auth" + origin(Optional.of(key));
        if (isOpen(Optional.of(key))) {
            diagnostics.warning(
                    "LMCP-401",
                    "every caller is accepted, with every scope: " + named + " is 'none'; expected an auth plugin if"
                            + " others can reach this server: name one in lmcp.auth");
            return Selection.of(List.of(), named, set, "lmcp.auth is 'none'");
        }
        if (names.isEmpty() || names.contains(NO_AUTH) || new HashSet<>(names).size() < names.size()) {
            diagnostics.problem(
                    "LMCP-202",
                    named + " is '" + key.value() + "'; expected the names of auth plugins, each "
                            + "once, or 'none' alone: correct it, or unset it");
            return Selection.of(List.of(), named, set, "lmcp.auth cannot be used");
        }
        return Selection.of(Selection.named(names, named, set, diagnostics), named, set, "not named in lmcp.auth");
    }

    private Selection<AuthProvider> authWithoutKey(PluginSet<AuthProvider> set) {
        List<PluginSet.Found<AuthProvider>> given =
                set.found().stream().filter(AuthPlugins::isGiven).toList();
        if (!given.isEmpty()) {
            return Selection.of(given, "added by the program", set, "the program adds its own");
        }
        if (set.found().isEmpty()) {
            diagnostics.problem(
                    "LMCP-201",
                    "no auth plugin: " + set.listing() + "; expected " + OwnPlugins.AUTH_JARS
                            + ": add the jar, or accept every caller with lmcp.auth=none");
            return Selection.of(List.of(), "", set, "");
        }
        if (set.found().size() == 1) {
            return Selection.of(set.found(), "the only one found", set, "");
        }
        List<PluginSet.Found<AuthProvider>> byDefault =
                set.named(OwnPlugins.DEFAULT_AUTH).map(List::of).orElse(List.of());
        if (byDefault.isEmpty()) {
            diagnostics.problem(
                    "LMCP-208",
                    "several auth plugins and none is chosen: " + set.listing()
                            + "; expected lmcp.auth to name those in use, in their order");
        }
        return Selection.of(byDefault, "the default", set, "not named in lmcp.auth");
    }

    /** Selects the tool plugins that {@code lmcp.tools} names. If it names none, selects all that are not opt-in. */
    Selection<ToolProvider> tools(PluginSet<ToolProvider> set) {
        List<String> names = core.toolNames();
        return select(
                set,
                names,
                () -> names.isEmpty()
                        ? Selection.of(withoutOptIn(set), "", set, "in use only if lmcp.tools names it")
                        : Selection.of(
                                Selection.named(names, "lmcp.tools" + origin(core.tools()), set, diagnostics),
                                "",
                                set,
                                "not named in lmcp.tools"));
    }

    private static List<PluginSet.Found<ToolProvider>> withoutOptIn(PluginSet<ToolProvider> set) {
        return set.found().stream().filter(found -> !found.declared().isOptIn()).toList();
    }

    private <P extends Plugin> Selection<P> select(
            PluginSet<P> set, List<String> names, Supplier<Selection<P>> selecting) {
        int before = diagnostics.problems().size();
        Selection<P> selection = selecting.get();
        if (diagnostics.problems().size() == before) {
            // If the selection failed, its problem lists these failures too.
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
            // A plugin that does not load has no name, so any key may be one of its keys.
            ignoreUnlessFound(
                    set,
                    config.under(set.prefix()).keySet().stream()
                            .map(set::nameInKey)
                            .toList());
        }
        return selection;
    }

    /** Selects the cluster plugin that {@code lmcp.cluster} names, or none. */
    Selection<ClusterProvider> cluster(PluginSet<ClusterProvider> set) {
        List<String> names = core.cluster().map(entry -> List.of(entry.value())).orElse(List.of());
        return select(
                set,
                names,
                () -> Selection.of(
                        Selection.named(names, "lmcp.cluster" + origin(core.cluster()), set, diagnostics),
                        "",
                        set,
                        "not named in lmcp.cluster"));
    }

    /** Returns whether all plugins of the set are in use: tool plugins are, if the configuration names none. */
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
