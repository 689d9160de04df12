package dev.lmcp.server.auth;

import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides by scopes which operations a principal may use. It does not depend on the plugin that authenticated it.
 *
 * <p>It fails closed: a principal without scopes satisfies no rule. Immutable and safe for concurrent use.
 */
public final class ScopePolicy {

    private final ScopeRules rules;
    private final UriRules ofResources;
    private final ScopeHierarchy hierarchy;

    public ScopePolicy(ScopeRules rules) {
        this.rules = rules;
        this.ofResources = new UriRules(rules.targets().getOrDefault(Target.Kind.RESOURCE, NamedRules.NONE));
        this.hierarchy = new ScopeHierarchy(rules.implies());
    }

    /** Returns the scopes that are missing for any request. It does not need the body. */
    Optional<ScopeDemand> missingForAnyRequest(Principal principal) {
        return missing(principal, List.of(rules.required()));
    }

    /**
     * Returns the scopes that are missing for a method and its target.
     *
     * <p>Call this before the response can reveal whether the target exists.
     */
    public Optional<ScopeDemand> missingFor(Principal principal, String method, Optional<Target> target) {
        if (principal.scopes() instanceof Scopes.All) {
            return Optional.empty();
        }
        Optional<ScopeRule> configured = target.flatMap(this::configured);
        ScopeRule declared =
                target.map(known -> ScopeRule.allOf(known.declared())).orElse(ScopeRule.NONE);
        if (rules.denyUnlisted() && target.isPresent() && configured.isEmpty() && declared.isEmpty()) {
            return Optional.of(ScopeDemand.UNSATISFIABLE);
        }
        ScopeRule operation =
                configured.or(() -> rules.methods().ruleFor(method)).orElse(ScopeRule.NONE);
        return missing(principal, List.of(rules.required(), operation, declared));
    }

    /** Returns whether a list shows a target to this principal. It always does if lists are not filtered. */
    public boolean isVisible(Principal principal, Target target) {
        return !rules.filterLists()
                || missingFor(principal, target.kind().method(), Optional.of(target))
                        .isEmpty();
    }

    /** Returns whether lists may differ between principals, so that they must not be cached for all. */
    public boolean filtersLists() {
        return rules.filterLists();
    }

    /** Returns the scopes that every request needs. */
    public List<String> required() {
        return List.copyOf(rules.required().scopesToRequest(scope -> false));
    }

    /** Returns the scopes to advertise to clients. */
    public List<String> supported() {
        return rules.supported().isEmpty() ? required() : rules.supported();
    }

    private Optional<ScopeRule> configured(Target target) {
        return target.kind() == Target.Kind.RESOURCE
                ? ofResources.ruleFor(target.name(), rules.denyUnlisted())
                : rules.targets().getOrDefault(target.kind(), NamedRules.NONE).ruleFor(target.name());
    }

    private Optional<ScopeDemand> missing(Principal principal, List<ScopeRule> needed) {
        Predicate<String> held = scope -> hierarchy.grants(principal.scopes(), scope);
        boolean satisfied = true;
        for (ScopeRule rule : needed) {
            satisfied &= rule.isSatisfied(held);
        }
        if (satisfied) {
            return Optional.empty();
        }
        Set<String> scopes = new LinkedHashSet<>();
        needed.forEach(rule -> scopes.addAll(rule.scopesToRequest(held)));
        if (rules.challenge() == ScopeRules.ChallengeScopes.OPERATION_AND_GRANTED
                && principal.scopes() instanceof Scopes.Of granted) {
            scopes.addAll(granted.names());
        } else if (rules.challenge() == ScopeRules.ChallengeScopes.ALL) {
            scopes.addAll(supported());
        }
        return Optional.of(new ScopeDemand(List.copyOf(scopes)));
    }
}
