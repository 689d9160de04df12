package dev.lmcp.server.auth;

import dev.lmcp.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The configured scope rules ({@code lmcp.scopes.…}).
 *
 * @param required the rule for all requests, of any HTTP method and body
 * @param methods the rules for JSON-RPC methods, by name pattern
 * @param targets the rules for tools, resources and prompts, by pattern of the name or URI
 * @param implies the scopes that a scope includes
 * @param supported the scopes to advertise
 * @param denyUnlisted whether a target without a rule is allowed only for principals with all scopes
 * @param filterLists whether lists leave out targets that the caller may not use
 * @param challenge the scopes that a challenge names
 */
public record ScopeRules(
        ScopeRule required,
        NamedRules methods,
        Map<Target.Kind, NamedRules> targets,
        Map<String, Set<String>> implies,
        List<String> supported,
        boolean denyUnlisted,
        boolean filterLists,
        ChallengeScopes challenge) {

    /** No rules: an authenticated caller needs only the scopes that tools declare themselves. */
    public static final ScopeRules NONE = new ScopeRules(
            ScopeRule.NONE, NamedRules.NONE, Map.of(), Map.of(), List.of(), false, false, ChallengeScopes.OPERATION);

    /** The scopes that a challenge names. Some clients keep the scopes that they had, and others do not. */
    public enum ChallengeScopes {
        OPERATION,
        OPERATION_AND_GRANTED,
        ALL
    }

    public ScopeRules {
        targets = Map.copyOf(targets);
        implies = Map.copyOf(implies);
        supported = List.copyOf(supported);
    }

    /** Reads the rules from the settings with the prefix {@code lmcp.scopes.}. */
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
                settings.choice("challenge", ChallengeScopes.class, ChallengeScopes.OPERATION));
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
            implies.put(scope, included.scopesToRequest(name -> false));
        });
        return implies;
    }

    private static List<String> supported(Settings settings) {
        List<String> supported = settings.list("supported");
        if (supported.contains("offline_access")) {
            // MCP 2026-07-28 authorization: refresh tokens concern the client and the authorization server only.
            settings.problem(
                    "supported",
                    "'offline_access' is not a scope of this server; expected only scopes that rules name");
        }
        supported.forEach(scope -> rule(settings, "supported", scope));
        return supported;
    }
}
