package dev.lmcp.server.start;

import dev.lmcp.config.Config;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides by {@code lmcp.auth} which ways of authentication are in use; in doubt the server does not start. */
final class AuthSelection {

    private static final String KEY = "lmcp.auth";
    private static final String NONE = "none";

    private final PluginSet<AuthProvider> set;
    private final StartupDiagnostics diagnostics;

    private AuthSelection(PluginSet<AuthProvider> set, StartupDiagnostics diagnostics) {
        this.set = set;
        this.diagnostics = diagnostics;
    }

    /** Selects; what was given in code is in use unless the key says otherwise. */
    static Selection<AuthProvider> select(
            Optional<Config.Entry> key, PluginSet<AuthProvider> set, StartupDiagnostics diagnostics) {
        AuthSelection selection = new AuthSelection(set, diagnostics);
        return key.map(selection::byKey).orElseGet(selection::byWhatIsThere);
    }

    private Selection<AuthProvider> byKey(Config.Entry key) {
        List<String> names = PluginSettings.split(key.value());
        String named = KEY + " (" + key.origin() + ")";
        if (isOpen(Optional.of(key))) {
            diagnostics.warning(
                    "LMCP-401",
                    "everybody is let in, with every scope: " + named + " is 'none'; expected a way "
                            + "of authentication wherever others can reach this server: name one in lmcp.auth");
            return Selection.of(List.of(), named, set, "lmcp.auth is 'none'");
        }
        if (names.isEmpty() || names.contains(NONE) || new HashSet<>(names).size() < names.size()) {
            diagnostics.problem(
                    "LMCP-202",
                    named + " is '" + key.value() + "'; expected the names of auth plugins, each "
                            + "once, or 'none' alone: correct it, or unset it");
            return Selection.of(List.of(), named, set, "lmcp.auth cannot be used");
        }
        return Selection.of(Selection.named(names, named, set, diagnostics), named, set, "not named in lmcp.auth");
    }

    private Selection<AuthProvider> byWhatIsThere() {
        List<PluginSet.Found<AuthProvider>> given = set.found().stream()
                .filter(found -> found.plugin() instanceof GivenAuth)
                .toList();
        if (!given.isEmpty()) {
            return Selection.of(given, "given in code", set, "others are given in code");
        }
        if (set.found().isEmpty()) {
            diagnostics.problem(
                    "LMCP-201",
                    "no auth plugin: " + set.listing() + "; expected " + OwnPlugins.AUTH_JARS
                            + ": add the jar, or let everybody in with lmcp.auth=none");
            return Selection.of(List.of(), "", set, "");
        }
        if (set.found().size() == 1) {
            return Selection.of(set.found(), "the only one found", set, "");
        }
        List<PluginSet.Found<AuthProvider>> usual =
                set.named(OwnPlugins.DEFAULT_AUTH).map(List::of).orElse(List.of());
        if (usual.isEmpty()) {
            diagnostics.problem(
                    "LMCP-208",
                    "several auth plugins and no choice: " + set.listing()
                            + "; expected lmcp.auth to name those in use, in their order");
        }
        return Selection.of(usual, "the default", set, "not named in lmcp.auth");
    }

    /** Whether the operator lets everybody in, in so many words. */
    static boolean isOpen(Optional<Config.Entry> key) {
        return key.filter(entry -> entry.value().equals(NONE)).isPresent();
    }

    /** The same set with the authenticators that the program made before it; they win over plugins of their name. */
    static PluginSet<AuthProvider> withGiven(Map<String, Authenticator> given, PluginSet<AuthProvider> set) {
        List<PluginSet.Found<AuthProvider>> all = new ArrayList<>();
        given.forEach((name, authenticator) -> all.add(new PluginSet.Found<>(
                new PluginSet.Declared(name, false, Map.of()),
                new GivenAuth(name, authenticator),
                JarOrigin.of(authenticator.getClass()))));
        set.found().stream().filter(found -> !given.containsKey(found.name())).forEach(all::add);
        return new PluginSet<>(set.kind(), all, set.failures());
    }

    /** An authenticator that needs no settings, since the program made it itself. */
    private record GivenAuth(String name, Authenticator authenticator) implements AuthProvider {

        @Override
        public Authenticator create(Settings settings, Services services) {
            return authenticator;
        }
    }
}
