package dev.lmcp.server.start;

import dev.lmcp.spi.Plugin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks of all plugins that were found, in use or not. */
final class PluginChecks {

    private PluginChecks() {}

    /** Reports each name that two or more plugins have. */
    static <P extends Plugin> void names(PluginSet<P> set, StartupDiagnostics diagnostics) {
        Map<String, List<PluginSet.Found<P>>> byName = set.found().stream()
                .collect(Collectors.groupingBy(PluginSet.Found::name, TreeMap::new, Collectors.toList()));
        byName.forEach((name, same) -> {
            if (same.size() > 1) {
                diagnostics.problem(
                        "LMCP-206",
                        same.size() + " " + set.kind() + " plugins have the name '" + name + "', in "
                                + same.stream()
                                        .map(found -> found.origin().location())
                                        .collect(Collectors.joining(" and "))
                                + "; expected one: remove the other jars");
            }
        });
    }

    /** Reports jars of different lmcp versions: they fail later, with errors that are hard to understand. */
    static void versions(List<JarOrigin> jars, StartupDiagnostics diagnostics) {
        Map<String, String> jarsByVersion = new TreeMap<>();
        for (JarOrigin jar : jars) {
            jar.lmcpVersion()
                    .ifPresent(version -> jarsByVersion.merge(
                            version,
                            jar.location(),
                            (all, location) -> all.contains(location) ? all : all + ", " + location));
        }
        if (jarsByVersion.size() > 1) {
            diagnostics.problem(
                    "LMCP-207",
                    "the jars have different lmcp versions: "
                            + jarsByVersion.entrySet().stream()
                                    .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                                    .collect(Collectors.joining(", "))
                            + "; expected one version: replace the other jars");
        }
    }
}
