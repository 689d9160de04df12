package dev.lmcp.server.auth;

import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides by scopes what a principal may do, whichever plugin let it in.
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

    /** What is missing for any request at all; known before its body is. */
    Optional<ScopeDemand> missingForAnyRequest(Principal principal) {
        return missing(principal, List.of(rules.required()));
    }

    /**
     * What is missing for a method and, where it has one, its target.
     *
     * <p>To be asked before it is known whether there is such a target: the answer is then the same either way.
     */
    public Optional<ScopeDemand> lacking(Principal principal, String method, Optional<Target> target) {
        if (principal.scopes() instanceof Scopes.All) {
            return Optional.empty();
        }
        Optional<ScopeRule> configured = target.flatMap(this::configured);
        ScopeRule declared =
                target.map(known -> ScopeRule.allOf(known.declared())).orElse(ScopeRule.NONE);
        if (rules.denyUnlisted() && target.isPresent() && configured.isEmpty() && declared.isEmpty()) {
            return Optional.of(ScopeDemand.INCURABLE);
        }
        ScopeRule operation =
                configured.or(() -> rules.methods().ruleFor(method)).orElse(ScopeRule.NONE);
        return missing(principal, List.of(rules.required(), operation, declared));
    }

    /** Whether a list may show a target to this principal: always, unless lists are filtered. */
    public boolean isVisible(Principal principal, Target target) {
        return !rules.filterLists()
                || lacking(principal, target.kind().method(), Optional.of(target))
                        .isEmpty();
    }

    /** Whether two principals may see different lists, so that no cache may share them. */
    public boolean filtersLists() {
        return rules.filterLists();
    }

    /** The scopes that every request needs. */
    public List<String> required() {
        return List.copyOf(rules.required().wanted(scope -> false));
    }

    /** The scopes worth advertising. */
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
        needed.forEach(rule -> scopes.addAll(rule.wanted(held)));
        if (rules.challenge() == ScopeRules.Asking.OPERATION_AND_GRANTED
                && principal.scopes() instanceof Scopes.Of granted) {
            scopes.addAll(granted.names());
        } else if (rules.challenge() == ScopeRules.Asking.ALL) {
            scopes.addAll(supported());
        }
        return Optional.of(new ScopeDemand(List.copyOf(scopes)));
    }
}
