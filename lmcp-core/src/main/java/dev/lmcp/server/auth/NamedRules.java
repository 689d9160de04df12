package dev.lmcp.server.auth;

import dev.lmcp.server.base.NamePattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Scope rules by name pattern. The most specific matching pattern decides. Equally specific patterns add up. */
public final class NamedRules {

    public static final NamedRules NONE = new NamedRules(Map.of());

    private record Entry(NamePattern pattern, ScopeRule rule) {}

    private final List<Entry> entries;

    public NamedRules(Map<String, ScopeRule> byPattern) {
        List<Entry> all = new ArrayList<>();
        byPattern.forEach((pattern, rule) -> all.add(new Entry(new NamePattern(pattern), rule)));
        this.entries = List.copyOf(all);
    }

    /** Returns these rules with each pattern in other spellings. */
    NamedRules spelledBy(Function<String, ? extends Collection<String>> spellings) {
        Map<String, ScopeRule> spelled = new LinkedHashMap<>();
        for (Entry entry : entries) {
            for (String pattern : spellings.apply(entry.pattern().text())) {
                spelled.merge(pattern, entry.rule(), NamedRules::both);
            }
        }
        return new NamedRules(spelled);
    }

    private static ScopeRule both(ScopeRule one, ScopeRule other) {
        return one.equals(other) ? one : one.and(other);
    }

    Optional<ScopeRule> ruleFor(String name) {
        Optional<Entry> best = Optional.empty();
        for (Entry entry : entries) {
            if (entry.pattern().matches(name)) {
                best = Optional.of(
                        best.map(current -> moreSpecific(current, entry)).orElse(entry));
            }
        }
        return best.map(Entry::rule);
    }

    private static Entry moreSpecific(Entry one, Entry other) {
        int order = one.pattern().compareTo(other.pattern());
        if (order == 0) {
            // Neither rule is an exception to the other, so the caller needs the scopes of both.
            return new Entry(one.pattern(), one.rule().and(other.rule()));
        }
        return order > 0 ? one : other;
    }
}
