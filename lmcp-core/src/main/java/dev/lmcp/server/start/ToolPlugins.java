package dev.lmcp.server.start;

import dev.lmcp.Registry;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.ToolProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Lets the program and its tool plugins register what they offer. */
final class ToolPlugins {

    private final Registry registry;
    private final StartupDiagnostics diagnostics;
    private final List<StartReport.Row> rows = new ArrayList<>();
    private int tools;
    private boolean failed;

    ToolPlugins(Registry registry, StartupDiagnostics diagnostics) {
        this.registry = registry;
        this.diagnostics = diagnostics;
    }

    /** The program goes first, so that a plugin cannot take a name from it. */
    void registerGiven(List<Consumer<Registry>> registrations) {
        PluginRegistry noted = new PluginRegistry(registry);
        for (Consumer<Registry> registration : registrations) {
            diagnostics.attempt(
                    () -> registration.accept(noted),
                    reason -> diagnostics.problem(
                            "LMCP-213",
                            "what the program registers in code cannot be used: " + reason
                                    + "; expected every name once and every declaration whole: correct the program"));
        }
        if (!registrations.isEmpty()) {
            addRow("code", noted, JarOrigin.of(registrations.get(0).getClass()));
        }
    }

    /**
     * Lets plugins register.
     *
     * @param named whether configuration names them, so that one that fails stops the start
     */
    void register(
            Selection<ToolProvider> selection,
            boolean named,
            Function<String, PluginSettings> settings,
            Services services) {
        for (Selection.Choice<ToolProvider> choice : selection.active()) {
            PluginSet.Found<ToolProvider> found = choice.found();
            PluginRegistry noted = new PluginRegistry(registry);
            boolean registered = diagnostics.attempt(
                    () -> found.plugin().register(noted, settings.apply(found.name()), services),
                    reason -> tellFailure(found, named, reason));
            if (registered) {
                addRow(found.name(), noted, found.origin());
            } else {
                noted.undo();
                failed = true;
                rows.add(StartReport.Row.idle("tools", found.name(), "cannot register", found.origin()));
            }
        }
        selection
                .idle()
                .forEach(choice -> rows.add(StartReport.Row.idle(
                        "tools",
                        choice.found().name(),
                        choice.remark(),
                        choice.found().origin())));
    }

    private void tellFailure(PluginSet.Found<ToolProvider> found, boolean named, String reason) {
        String text = found.describe("tools") + " cannot register: " + reason;
        if (named) {
            diagnostics.problem(
                    "LMCP-209", text + "; expected it to work, since lmcp.tools names it: repair it, or leave it out");
        } else {
            diagnostics.warning(
                    "LMCP-212",
                    text + "; it is left out, and the server is not ready: repair the"
                            + " plugin, remove it, or name those to use in lmcp.tools");
        }
    }

    private void addRow(String name, PluginRegistry noted, JarOrigin origin) {
        rows.add(StartReport.Row.active("tools", name, noted.settle(), origin));
        tools += noted.tools();
    }

    List<StartReport.Row> rows() {
        return rows;
    }

    /** Whether a plugin in use could not register. */
    boolean hasFailed() {
        return failed;
    }

    /** Whether the program or a plugin has registered anything, or has had the occasion. */
    boolean isAny() {
        return rows.stream().anyMatch(StartReport.Row::isActive);
    }

    int count() {
        return tools;
    }
}
