package dev.lmcp.server.start;

import dev.lmcp.server.base.CloseStack;
import dev.lmcp.server.cluster.ClusterEngine;
import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterProvider;
import dev.lmcp.spi.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Creates the connection to the other nodes: the one that the program adds, otherwise that of {@code lmcp.cluster}. */
final class ClusterPlugins {

    private final StartupDiagnostics diagnostics;
    private final CloseStack closeStack;
    private final List<StartReport.Row> rows = new ArrayList<>();
    private Optional<ClusterEngine> inUse = Optional.empty();

    ClusterPlugins(StartupDiagnostics diagnostics, CloseStack closeStack) {
        this.diagnostics = diagnostics;
        this.closeStack = closeStack;
    }

    /**
     * Uses the connection that the program adds.
     *
     * @param hasSharedKeys whether this node can have the same state keys as the other nodes
     */
    void useGiven(Map<String, Cluster> given, boolean hasSharedKeys) {
        for (Map.Entry<String, Cluster> one : given.entrySet()) {
            Cluster cluster = one.getValue();
            requireSharedKeys("the program adds the cluster", one.getKey(), hasSharedKeys);
            rows.add(StartReport.Row.active("cluster", one.getKey(), "", JarOrigin.of(cluster.getClass())));
            inUse = Optional.of(new ClusterEngine(one.getKey(), closeStack.add(cluster)));
        }
    }

    /**
     * Creates the selected connection, unless the program has added one.
     *
     * @param hasSharedKeys whether this node can have the same state keys as the other nodes
     */
    void create(
            Selection<ClusterProvider> selection,
            boolean hasSharedKeys,
            Function<String, PluginSettings> settings,
            Services services) {
        for (Selection.Choice<ClusterProvider> choice : selection.active()) {
            PluginSet.Found<ClusterProvider> found = choice.found();
            rows.add(StartReport.Row.active("cluster", found.name(), choice.remark(), found.origin()));
            requireSharedKeys("lmcp.cluster names", found.name(), hasSharedKeys);
            diagnostics.attempt(
                    () -> {
                        Cluster created = found.plugin().create(settings.apply(found.name()), services);
                        closeStack.add(Objects.requireNonNull(created, "it returned null"));
                        inUse = Optional.of(new ClusterEngine(found.name(), created));
                    },
                    reason -> diagnostics.problem(
                            "LMCP-209",
                            found.describe("cluster") + " cannot start: " + reason
                                    + "; expected it to work, since lmcp.cluster names it: repair it, or name another"));
        }
        rows.addAll(selection.idleRows("cluster"));
    }

    private void requireSharedKeys(String found, String name, boolean hasSharedKeys) {
        if (!hasSharedKeys) {
            diagnostics.problem(
                    "LMCP-215",
                    found + " '" + name + "', but lmcp.state-key-file is not set; expected the same state keys on every"
                            + " node: set it to a file with the same content on each of them");
        }
    }

    /** Returns the engine that connects the nodes, if there is one. */
    Optional<ClusterEngine> inUse() {
        return inUse;
    }

    List<StartReport.Row> rows() {
        return rows;
    }
}
