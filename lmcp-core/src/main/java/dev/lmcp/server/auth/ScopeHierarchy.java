package dev.lmcp.server.auth;

import dev.lmcp.Scopes;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The scopes that include other scopes, directly or through others.
 *
 * <p>MCP 2026-07-28 authorization: a broad scope must be accepted if an operation needs a narrow scope that it
 * includes.
 */
final class ScopeHierarchy {

    private final Map<String, Set<String>> holdersOf;

    ScopeHierarchy(Map<String, ? extends Collection<String>> implies) {
        Map<String, Set<String>> holders = new HashMap<>();
        for (String broad : implies.keySet()) {
            for (String narrow : reachable(broad, implies)) {
                holders.computeIfAbsent(narrow, name -> new HashSet<>()).add(broad);
            }
        }
        this.holdersOf = Map.copyOf(holders);
    }

    boolean grants(Scopes held, String scope) {
        return held.contains(scope)
                || holdersOf.getOrDefault(scope, Set.of()).stream().anyMatch(held::contains);
    }

    private static Set<String> reachable(String broad, Map<String, ? extends Collection<String>> implies) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(implies.get(broad));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (reached.add(next) && implies.containsKey(next)) {
                open.addAll(implies.get(next));
            }
        }
        return reached;
    }
}
