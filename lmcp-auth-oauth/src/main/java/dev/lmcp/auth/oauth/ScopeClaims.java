package dev.lmcp.auth.oauth;

import dev.lmcp.Scopes;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The claims with scopes, and the prefixes of scope names.
 *
 * @param paths the claims, by name or path: a string with spaces, an array, or an object whose member names are scopes
 * @param prefixes the prefixes that are removed from scope names
 * @param requiresPrefix true if scopes without a prefix belong to another resource; a token without a prefixed scope is
 *     refused then
 */
record ScopeClaims(List<String> paths, List<String> prefixes, boolean requiresPrefix) {

    ScopeClaims {
        paths = List.copyOf(paths);
        prefixes = List.copyOf(prefixes);
    }

    Scopes read(Claims claims) {
        Set<String> names = new LinkedHashSet<>();
        for (String path : paths) {
            claims.at(path).ifPresent(value -> addAll(names, value));
        }
        if (requiresPrefix && names.isEmpty()) {
            throw new InvalidTokenException(RefusalReason.AUDIENCE_MISMATCH);
        }
        return Scopes.of(names);
    }

    private void addAll(Set<String> names, JsonNode value) {
        if (value.isObject()) {
            value.propertyNames().forEach(name -> addTo(names, name));
            return;
        }
        for (String text : Claims.strings(value)) {
            // RFC 6749 §3.3: spaces separate the scopes of a string. An entry of an array is one scope.
            for (String name : value.isArray() ? List.of(text) : Arrays.asList(text.split(" ", -1))) {
                if (!name.isEmpty()) {
                    addTo(names, name);
                }
            }
        }
    }

    private void addTo(Set<String> names, String name) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                names.add(name.substring(prefix.length()));
                return;
            }
        }
        if (!requiresPrefix) {
            names.add(name);
        }
    }
}
