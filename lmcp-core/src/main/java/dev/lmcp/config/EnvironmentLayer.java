package dev.lmcp.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The environment as a source.
 *
 * <p>It is asked by key only, since {@code LMCP_A_B} may mean {@code lmcp.a.b} as well as {@code lmcp.a-b}.
 */
final class EnvironmentLayer implements ConfigLayer {

    /** What an orchestrator sets for a service that happens to be named lmcp. */
    private static final Pattern LINK_VALUE = Pattern.compile("(tcp|udp|sctp)://.*");

    private static final Pattern LINK_NAME = Pattern.compile(
            "LMCP_(.+_)?SERVICE_(HOST|PORT(_.+)?)|LMCP_(.+_)?PORT_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?");

    private final Map<String, String> variables = new TreeMap<>();

    EnvironmentLayer(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (name.startsWith("LMCP_")
                    && !LINK_NAME.matcher(name).matches()
                    && !LINK_VALUE.matcher(value).matches()) {
                variables.put(name, value);
            }
        });
    }

    @Override
    public Optional<Config.Entry> find(String key, KeyNames names) {
        List<Config.Entry> found = names.variables(key).stream()
                .filter(variables::containsKey)
                .map(name -> entry(key, name))
                .toList();
        return Config.strongest(found);
    }

    private Config.Entry entry(String key, String name) {
        return new Config.Entry(
                key, variables.getOrDefault(name, ""), Config.Source.ENVIRONMENT, "environment " + name);
    }

    @Override
    public Collection<Config.Entry> entries(KeyNames names) {
        return List.of();
    }

    @Override
    public Set<String> unexplained(KeyNames names) {
        Set<String> unexplained = new TreeSet<>(variables.keySet());
        unexplained.removeIf(names::isKnown);
        return unexplained;
    }
}
