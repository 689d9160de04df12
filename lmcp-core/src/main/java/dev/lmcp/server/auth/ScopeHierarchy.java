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
 * Which scopes include which, however many steps away.
 *
 * <p>MCP 2026-07-28 authorization: a server must not refuse a broad scope where a narrow one that it includes is asked.
 */
final class ScopeHierarchy {

    private final Map<String, Set<String>> holdersOf;

    ScopeHierarchy(Map<String, ? extends Collection<String>> implies) {
        Map<String, Set<String>> holders = new HashMap<>();
        for (String broad : implies.keySet()) {
            for (String narrow : reach(broad, implies)) {
                holders.computeIfAbsent(narrow, name -> new HashSet<>()).add(broad);
            }
        }
        this.holdersOf = Map.copyOf(holders);
    }

    boolean grants(Scopes held, String scope) {
        return held.contains(scope)
                || holdersOf.getOrDefault(scope, Set.of()).stream().anyMatch(held::contains);
    }

    private static Set<String> reach(String broad, Map<String, ? extends Collection<String>> implies) {
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
