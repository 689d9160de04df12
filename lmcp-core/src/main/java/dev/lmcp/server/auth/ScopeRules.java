package dev.lmcp.server.auth;

import dev.lmcp.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the operator says about scopes ({@code lmcp.scopes.…}).
 *
 * @param required what every request needs, whatever its HTTP method and body
 * @param methods what JSON-RPC methods need, by name pattern
 * @param targets what tools, resources and prompts need, by pattern of the name or URI
 * @param implies which scopes a scope includes
 * @param supported the scopes worth advertising
 * @param denyUnlisted whether a target that no rule names is for those alone who hold every scope
 * @param filterLists whether lists leave out what the caller may not use
 * @param challenge which scopes a challenge asks for
 */
public record ScopeRules(
        ScopeRule required,
        NamedRules methods,
        Map<Target.Kind, NamedRules> targets,
        Map<String, Set<String>> implies,
        List<String> supported,
        boolean denyUnlisted,
        boolean filterLists,
        Asking challenge) {

    /** No rules: whoever is let in may do everything that tools do not guard themselves. */
    public static final ScopeRules NONE = new ScopeRules(
            ScopeRule.NONE, NamedRules.NONE, Map.of(), Map.of(), List.of(), false, false, Asking.OPERATION);

    /** Which scopes a challenge asks for; clients differ in what they keep of those they had. */
    public enum Asking {
        OPERATION,
        OPERATION_AND_GRANTED,
        ALL
    }

    public ScopeRules {
        targets = Map.copyOf(targets);
        implies = Map.copyOf(implies);
        supported = List.copyOf(supported);
    }

    /** Reads the rules from the slice with the prefix {@code lmcp.scopes.}. */
    public static ScopeRules read(Settings settings) {
        ScopeRule required = settings.text("required")
                .map(text -> rule(settings, "required", text))
                .orElse(ScopeRule.NONE);
        return new ScopeRules(
                required,
                rules(settings, "method"),
                Map.of(
                        Target.Kind.TOOL, rules(settings, "tool"),
                        Target.Kind.RESOURCE, rules(settings, "resource"),
                        Target.Kind.PROMPT, rules(settings, "prompt")),
                implied(settings),
                supported(settings),
                settings.flag("deny-unlisted", false),
                settings.flag("filter-lists", false),
                settings.choice("challenge", Asking.class, Asking.OPERATION));
    }

    private static NamedRules rules(Settings settings, String kind) {
        Map<String, ScopeRule> rules = new LinkedHashMap<>();
        settings.entriesUnder(kind)
                .forEach((pattern, text) -> rules.put(pattern, rule(settings, kind + "." + pattern, text)));
        return new NamedRules(rules);
    }

    private static ScopeRule rule(Settings settings, String key, String text) {
        try {
            return ScopeRule.parse(text);
        } catch (IllegalArgumentException e) {
            settings.problem(key, String.valueOf(e.getMessage()));
            return ScopeRule.NONE;
        }
    }

    private static Map<String, Set<String>> implied(Settings settings) {
        Map<String, Set<String>> implies = new LinkedHashMap<>();
        settings.entriesUnder("implies").forEach((scope, text) -> {
            String key = "implies." + scope;
            ScopeRule included = rule(settings, key, text);
            if (included.terms().stream().anyMatch(alternatives -> alternatives.size() > 1)) {
                settings.problem(key, "'" + text + "' has alternatives; expected scope names separated by spaces");
            }
            implies.put(scope, included.wanted(name -> false));
        });
        return implies;
    }

    private static List<String> supported(Settings settings) {
        List<String> supported = settings.list("supported");
        if (supported.contains("offline_access")) {
            // MCP 2026-07-28 authorization: a refresh token is the client's and its server's affair.
            settings.problem(
                    "supported", "'offline_access' is no scope of this server; expected only scopes that rules name");
        }
        supported.forEach(scope -> rule(settings, "supported", scope));
        return supported;
    }
}
