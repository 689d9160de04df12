package dev.lmcp.server.auth;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which scopes something needs.
 *
 * <p>Written as {@code read write|admin}: every term, and of a term with {@code |} any one alternative.
 *
 * @param terms the terms, each with its alternatives, at least one
 */
public record ScopeRule(List<List<String>> terms) {

    /** The rule that everybody satisfies, for want of one. */
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
     * Reads a rule as an operator writes it.
     *
     * @throws IllegalArgumentException where the text is no rule; its message says why, and what is expected
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
            if (!holdsOneOf(alternatives, held)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsOneOf(List<String> alternatives, Predicate<String> held) {
        for (String scope : alternatives) {
            if (held.test(scope)) {
                return true;
            }
        }
        return false;
    }

    /** The scopes to ask for: of each term the alternative that is held, or else the first. */
    Set<String> wanted(Predicate<String> held) {
        Set<String> wanted = new LinkedHashSet<>();
        for (List<String> alternatives : terms) {
            wanted.add(alternatives.stream().filter(held).findFirst().orElse(alternatives.get(0)));
        }
        return wanted;
    }

    // RFC 6749 §3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E )
    static void requireScope(String scope) {
        boolean sound = !scope.isEmpty() && scope.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '"' && c != '\\');
        if (!sound) {
            throw new IllegalArgumentException("'" + scope
                    + "' is no scope name; expected visible ASCII characters other than the quotation mark and the"
                    + " backslash, with '|' only between alternatives");
        }
    }
}
