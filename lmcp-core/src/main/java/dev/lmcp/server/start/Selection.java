package dev.lmcp.server.start;

import dev.lmcp.spi.Plugin;
import dev.lmcp.text.NearestName;
import java.util.ArrayList;
import java.util.List;

/**
 * Which plugins of a kind are in use, and why.
 *
 * @param active those in use, in the order in which they are asked
 * @param idle those found and not in use
 */
record Selection<P extends Plugin>(List<Choice<P>> active, List<Choice<P>> idle) {

    /** A plugin with the reason for its being in use or not. */
    record Choice<P extends Plugin>(PluginSet.Found<P> found, String remark) {}

    Selection {
        active = List.copyOf(active);
        idle = List.copyOf(idle);
    }

    /** Uses {@code active} for a reason, and leaves the rest of what was found idle for another. */
    static <P extends Plugin> Selection<P> of(
            List<PluginSet.Found<P>> active, String activeRemark, PluginSet<P> set, String idleRemark) {
        List<PluginSet.Found<P>> idle = new ArrayList<>(set.found());
        idle.removeAll(active);
        return new Selection<>(
                active.stream().map(one -> new Choice<>(one, activeRemark)).toList(),
                idle.stream().map(one -> new Choice<>(one, idleRemark)).toList());
    }

    /** Finds those that a key names and notes those that are not there. */
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
                            "LMCP-204", missing + "repair the jar that cannot be loaded, or name another" + near);
                }
            });
        }
        return active;
    }
}
