package dev.lmcp.server.start;

import dev.lmcp.server.auth.AuthChain;
import dev.lmcp.server.base.CloseStack;
import dev.lmcp.spi.AuthProvider;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Creates the authenticators of the selected auth plugins. */
final class AuthPlugins {

    private final StartupDiagnostics diagnostics;
    private final CloseStack closeStack;
    private final List<AuthChain.Member> members = new ArrayList<>();
    private final List<StartReport.Row> rows = new ArrayList<>();

    AuthPlugins(StartupDiagnostics diagnostics, CloseStack closeStack) {
        this.diagnostics = diagnostics;
        this.closeStack = closeStack;
    }

    /** An authenticator that the program created; it needs no settings. */
    private record GivenAuth(String name, Authenticator authenticator) implements AuthProvider {

        @Override
        public Authenticator create(Settings settings, Services services) {
            return authenticator;
        }
    }

    /** Puts the program's own authenticators before a set; a plugin with the name of one of them is left out. */
    static PluginSet<AuthProvider> withGiven(Map<String, Authenticator> given, PluginSet<AuthProvider> set) {
        List<PluginSet.Found<AuthProvider>> all = new ArrayList<>();
        given.forEach((name, authenticator) -> all.add(new PluginSet.Found<>(
                new PluginSet.Declared(name, false, Map.of()),
                new GivenAuth(name, authenticator),
                JarOrigin.of(authenticator.getClass()))));
        set.found().stream().filter(found -> !given.containsKey(found.name())).forEach(all::add);
        return new PluginSet<>(set.kind(), all, set.failures());
    }

    /** Returns whether the program created it. */
    static boolean isGiven(PluginSet.Found<AuthProvider> found) {
        return found.plugin() instanceof GivenAuth;
    }

    void create(Selection<AuthProvider> selection, Function<String, PluginSettings> settings, Services services) {
        for (Selection.Choice<AuthProvider> choice : selection.active()) {
            PluginSet.Found<AuthProvider> found = choice.found();
            rows.add(StartReport.Row.active("auth", found.name(), choice.remark(), found.origin()));
            diagnostics.attempt(
                    () -> {
                        Authenticator created = found.plugin().create(settings.apply(found.name()), services);
                        Objects.requireNonNull(created, "it returned null");
                        members.add(new AuthChain.Member(found.name(), closeStack.add(created)));
                    },
                    reason -> diagnostics.problem(
                            "LMCP-209",
                            found.describe("auth") + " cannot start: " + reason
                                    + "; expected it to work, since it is in use: repair it, or name another in lmcp.auth"));
        }
        for (int at = 1; at < members.size(); at++) {
            warnIfUnreachable(members.subList(0, at), members.get(at));
        }
        rows.addAll(selection.idleRows("auth"));
    }

    private void warnIfUnreachable(List<AuthChain.Member> earlier, AuthChain.Member member) {
        boolean wantsTokens = member.authenticator()
                .challenge()
                .filter(challenge -> challenge.scheme().equalsIgnoreCase("Bearer"))
                .isPresent();
        earlier.stream()
                .filter(before -> wantsTokens && before.authenticator().decidesOnEveryToken())
                .findFirst()
                .ifPresent(before -> diagnostics.warning(
                        "LMCP-404",
                        "lmcp.auth names '" + before.name() + "' before '" + member.name() + "'; expected '"
                                + member.name() + "' first, because '" + before.name()
                                + "' decides about each bearer token, and '" + member.name() + "' is never asked"));
    }

    List<AuthChain.Member> members() {
        return members;
    }

    List<StartReport.Row> rows() {
        return rows;
    }
}
