package dev.lmcp.server.start;

import dev.lmcp.spi.Plugin;
import dev.lmcp.text.NearestName;
import java.util.ArrayList;
import java.util.List;

/**
 * Which plugins of a kind are in use, and why.
 *
 * @param active the plugins in use, in the order in which they are asked
 * @param idle the plugins that were found and are not in use
 */
record Selection<P extends Plugin>(List<Choice<P>> active, List<Choice<P>> idle) {

    /** A plugin, and the reason why it is in use or not. */
    record Choice<P extends Plugin>(PluginSet.Found<P> found, String remark) {}

    Selection {
        active = List.copyOf(active);
        idle = List.copyOf(idle);
    }

    /** Returns a selection: {@code active} with one remark, and the rest of the set with another. */
    static <P extends Plugin> Selection<P> of(
            List<PluginSet.Found<P>> active, String activeRemark, PluginSet<P> set, String idleRemark) {
        List<Choice<P>> used = new ArrayList<>();
        List<Choice<P>> idle = new ArrayList<>();
        for (PluginSet.Found<P> found : active) {
            used.add(new Choice<>(found, activeRemark));
        }
        for (PluginSet.Found<P> found : set.found()) {
            if (!isAmong(active, found)) {
                idle.add(new Choice<>(found, idleRemark));
            }
        }
        return new Selection<>(used, idle);
    }

    private static <P extends Plugin> boolean isAmong(List<PluginSet.Found<P>> some, PluginSet.Found<P> sought) {
        for (PluginSet.Found<P> one : some) {
            if (one.plugin() == sought.plugin()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the rows of the idle plugins for the start report. */
    List<StartReport.Row> idleRows(String kind) {
        return idle.stream()
                .map(choice -> StartReport.Row.idle(
                        kind,
                        choice.found().name(),
                        choice.remark(),
                        choice.found().origin()))
                .toList();
    }

    /** Returns the plugins that a key names, and reports each name without a plugin. */
    static <P extends Plugin> List<PluginSet.Found<P>> named(
            List<String> names, String key, PluginSet<P> set, StartupDiagnostics diagnostics) {
        List<PluginSet.Found<P>> active = new ArrayList<>();
        for (String name : names) {
            set.named(name).ifPresentOrElse(active::add, () -> {
                String near = NearestName.suggest(
                        name, set.found().stream().map(PluginSet.Found::name).toList());
                String missing = key + " names '" + name + "'; " + set.listing() + "; expected a plugin of that name: ";
                if (set.failures().isEmpty()) {
                    diagnostics.problem(
                            "LMCP-203",
                            missing + "add its jar, " + OwnPlugins.jar(set.kind(), name) + "or name one of those found"
                                    + near);
                } else {
                    diagnostics.problem(
                            "LMCP-204",
                            missing + "repair the jar that cannot be loaded, or name another plugin" + near);
                }
            });
        }
        return active;
    }
}
