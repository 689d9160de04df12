package dev.lmcp.server.auth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The scopes that an operation needs.
 *
 * <p>An example is {@code read write|admin}. A principal needs every term, and one alternative of a term with {@code
 * |}.
 *
 * @param terms the terms; each has at least one alternative
 */
public record ScopeRule(List<List<String>> terms) {

    /** The rule without terms; every principal satisfies it. */
    public static final ScopeRule NONE = new ScopeRule(List.of());

    public ScopeRule {
        terms = terms.stream().map(List::copyOf).toList();
        terms.forEach(alternatives -> alternatives.forEach(ScopeRule::requireScope));
    }

    static ScopeRule allOf(Collection<String> scopes) {
        return scopes.isEmpty()
                ? NONE
                : new ScopeRule(scopes.stream().map(List::of).toList());
    }

    /**
     * Parses a rule.
     *
     * @throws IllegalArgumentException if the text is not a rule; the message names the fault and the expected form
     */
    public static ScopeRule parse(String text) {
        List<List<String>> terms = new ArrayList<>();
        for (String term : text.strip().replaceAll("\\s*\\|\\s*", "|").split("[\\s,]+", -1)) {
            if (!term.isEmpty()) {
                terms.add(List.of(term.split("\\|", -1)));
            }
        }
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' names no scope; expected at least one");
        }
        return new ScopeRule(terms);
    }

    ScopeRule and(ScopeRule other) {
        List<List<String>> both = new ArrayList<>(terms);
        both.addAll(other.terms);
        return new ScopeRule(both);
    }

    boolean isEmpty() {
        return terms.isEmpty();
    }

    boolean isSatisfied(Predicate<String> held) {
        for (List<String> alternatives : terms) {
            if (!hasOneOf(alternatives, held)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasOneOf(List<String> alternatives, Predicate<String> held) {
        for (String scope : alternatives) {
            if (held.test(scope)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the scopes to request: for each term the alternative that the principal has, or the first one. */
    Set<String> scopesToRequest(Predicate<String> held) {
        Set<String> scopes = new LinkedHashSet<>();
        for (List<String> alternatives : terms) {
            scopes.add(alternatives.stream().filter(held).findFirst().orElse(alternatives.get(0)));
        }
        return scopes;
    }

    // RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E )
    static void requireScope(String scope) {
        boolean isValid =
                !scope.isEmpty() && scope.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '"' && c != '\\');
        if (!isValid) {
            throw new IllegalArgumentException("'" + scope
                    + "' is not a scope name; expected visible ASCII characters other than the quotation mark and the"
                    + " backslash, with '|' only between alternatives");
        }
    }
}
