package dev.lmcp.server.auth;

import dev.lmcp.text.NormalUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Scope rules by patterns of URIs: rules and URIs may come in any spelling.
 *
 * <p>Which reading of a URI is the handler's is not known, so the rules of all of them hold.
 */
final class UriRules {

    private final NamedRules rules;

    /** A pattern without a scheme may mean a host, whose case does not count. */
    private final NamedRules withoutScheme;

    UriRules(NamedRules written) {
        this.rules = written.spelledBy(PlainUri::readings);
        this.withoutScheme = written.spelledBy(
                pattern -> pattern.indexOf(':') < 0 ? List.of(pattern.toLowerCase(Locale.ROOT)) : List.of());
    }

    /**
     * Returns what this URI needs; empty if no rule names it.
     *
     * @param everyReading whether it is empty as well if one of the readings has no rule
     */
    Optional<ScopeRule> ruleFor(String uri, boolean everyReading) {
        List<ScopeRule> found = new ArrayList<>();
        // a pattern may be written for what is sent, whatever that is equal to
        rules.ruleFor(uri).ifPresent(found::add);
        withoutScheme.ruleFor(NormalUri.of(uri).toLowerCase(Locale.ROOT)).ifPresent(found::add);
        boolean isNamedAsSent = !found.isEmpty();
        for (String reading : PlainUri.readings(uri)) {
            Optional<ScopeRule> rule = rules.ruleFor(reading);
            if (rule.isEmpty() && everyReading && !(isNamedAsSent && reading.equals(NormalUri.of(uri)))) {
                return Optional.empty();
            }
            rule.ifPresent(found::add);
        }
        return found.stream().distinct().reduce(ScopeRule::and);
    }
}
