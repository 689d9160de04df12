package dev.lmcp.server.start;

import dev.lmcp.spi.Plugin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What has to hold for the plugins found, in use or not. */
final class PluginChecks {

    private PluginChecks() {}

    /** A name that two plugins bear selects neither of them. */
    static <P extends Plugin> void names(PluginSet<P> set, StartupDiagnostics diagnostics) {
        Map<String, List<PluginSet.Found<P>>> byName = set.found().stream()
                .collect(Collectors.groupingBy(PluginSet.Found::name, TreeMap::new, Collectors.toList()));
        byName.forEach((name, same) -> {
            if (same.size() > 1) {
                diagnostics.problem(
                        "LMCP-206",
                        same.size() + " " + set.kind() + " plugins bear the name '" + name + "', in "
                                + same.stream()
                                        .map(one -> one.origin().location())
                                        .collect(Collectors.joining(" and "))
                                + "; expected one: remove the other jars");
            }
        });
    }

    /** Jars of different releases fail late and strangely. */
    static void versions(List<JarOrigin> jars, StartupDiagnostics diagnostics) {
        Map<String, String> jarsByVersion = new TreeMap<>();
        for (JarOrigin jar : jars) {
            jar.lmcpVersion()
                    .ifPresent(version -> jarsByVersion.merge(
                            version, jar.location(), (one, more) -> one.contains(more) ? one : one + ", " + more));
        }
        if (jarsByVersion.size() > 1) {
            diagnostics.problem(
                    "LMCP-207",
                    "jars of unequal lmcp versions are together: "
                            + jarsByVersion.entrySet().stream()
                                    .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
                                    .collect(Collectors.joining(", "))
                            + "; expected one version: replace the jars of the others");
        }
    }
}
