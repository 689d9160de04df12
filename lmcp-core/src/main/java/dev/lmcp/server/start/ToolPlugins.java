package dev.lmcp.server.start;

import dev.lmcp.Registry;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.ToolProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** Registers the tools, resources and prompts of the program and of the tool plugins. */
final class ToolPlugins {

    private final Registry registry;
    private final StartupDiagnostics diagnostics;
    private final List<StartReport.Row> rows = new ArrayList<>();
    private int tools;
    private boolean isFailed;
    private final ReplacedItems fromFolders;

    ToolPlugins(Registry registry, StartupDiagnostics diagnostics) {
        this.registry = registry;
        this.diagnostics = diagnostics;
        this.fromFolders = new ReplacedItems(registry);
        fromFolders.replace(fromFolders);
    }

    /** Returns the items of plugins whose classes are in a folder. */
    ReplacedItems fromFolders() {
        return fromFolders;
    }

    /** Registers the program's own items. They come first, so that no plugin can take their names. */
    void registerGiven(List<Consumer<Registry>> registrations) {
        PluginRegistry recorded = new PluginRegistry(registry);
        for (Consumer<Registry> registration : registrations) {
            diagnostics.attempt(
                    () -> registration.accept(recorded),
                    reason -> diagnostics.problem(
                            "LMCP-213",
                            "the program's own registration failed: " + reason
                                    + "; expected unique names and complete declarations: correct the program"));
        }
        if (!registrations.isEmpty()) {
            addRow("code", recorded, JarOrigin.of(registrations.get(0).getClass()));
        }
    }

    /**
     * Lets the selected plugins register.
     *
     * @param isNamed whether {@code lmcp.tools} names them; then a failure stops the start
     */
    void register(
            Selection<ToolProvider> selection,
            boolean isNamed,
            Function<String, PluginSettings> settings,
            Services services) {
        for (Selection.Choice<ToolProvider> choice : selection.active()) {
            PluginSet.Found<ToolProvider> found = choice.found();
            PluginRegistry recorded =
                    new PluginRegistry(ClassFolders.isFromFolder(found.plugin()) ? fromFolders : registry);
            boolean isRegistered = diagnostics.attempt(
                    () -> found.plugin().register(recorded, settings.apply(found.name()), services),
                    reason -> reportFailure(found, isNamed, reason));
            if (isRegistered) {
                addRow(found.name(), recorded, found.origin());
            } else {
                recorded.undo();
                isFailed = true;
                rows.add(StartReport.Row.idle("tools", found.name(), "cannot register", found.origin()));
            }
        }
        rows.addAll(selection.idleRows("tools"));
    }

    private void reportFailure(PluginSet.Found<ToolProvider> found, boolean isNamed, String reason) {
        String text = found.describe("tools") + " cannot register: " + reason;
        if (isNamed) {
            diagnostics.problem(
                    "LMCP-209", text + "; expected it to work, since lmcp.tools names it: repair it, or leave it out");
        } else {
            diagnostics.warning(
                    "LMCP-212",
                    text + "; it is left out, and the server is not ready: repair the"
                            + " plugin, remove it, or name the plugins to use in lmcp.tools");
        }
    }

    private void addRow(String name, PluginRegistry recorded, JarOrigin origin) {
        rows.add(StartReport.Row.active("tools", name, recorded.summarize(), origin));
        tools += recorded.tools();
    }

    List<StartReport.Row> rows() {
        return rows;
    }

    /** Returns whether a plugin in use could not register. */
    boolean isFailed() {
        return isFailed;
    }

    /** Returns whether the program or a tool plugin is in use. */
    boolean isAny() {
        for (StartReport.Row row : rows) {
            if (row.isActive()) {
                return true;
            }
        }
        return false;
    }

    int count() {
        return tools;
    }
}
