package dev.lmcp.auth.oauth;

import dev.lmcp.Scopes;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/**
 * The claims with scopes, and the prefixes of scope names.
 *
 * @param paths the claims, by name or path: a string with spaces, or an array
 * @param objects the claims of which the member names are scopes, if the claim is an object: those that the operator
 *     named for roles. In another claim, an object may say that a scope is not granted, so it grants nothing
 * @param prefixes the prefixes that are removed from scope names
 * @param requiresPrefix true if scopes without a prefix belong to another resource; a token without a prefixed scope is
 *     refused then
 */
record ScopeClaims(List<String> paths, Set<String> objects, List<String> prefixes, boolean requiresPrefix) {

    ScopeClaims {
        paths = List.copyOf(paths);
        objects = Set.copyOf(objects);
        prefixes = List.copyOf(prefixes);
    }

    Scopes read(Claims claims) {
        Set<String> names = new LinkedHashSet<>();
        for (String path : paths) {
            claims.at(path).ifPresent(value -> addAll(names, path, value));
        }
        if (requiresPrefix && names.isEmpty()) {
            throw new InvalidTokenException(RefusalReason.AUDIENCE_MISMATCH, () -> noPrefix(claims));
        }
        return Scopes.of(names);
    }

    private String noPrefix(Claims claims) {
        String found = paths.stream()
                .flatMap(path -> claims.at(path).stream().map(value -> "'" + path + "' is " + Claims.shown(value)))
                .collect(Collectors.joining(", "));
        return (found.isEmpty() ? "it has none of the claims " + paths : found) + ", expected a scope with the prefix "
                + String.join(" or ", prefixes)
                + ", which says that the token is for this resource; let the client request such a scope, or mend"
                + " 'scope-strip-prefix'";
    }

    private void addAll(Set<String> names, String path, JsonNode value) {
        if (value.isObject()) {
            addMembers(names, path, value);
            return;
        }
        for (String text : Claims.strings(path, value)) {
            // RFC 6749 §3.3: spaces separate the scopes of a string. An entry of an array is one scope.
            for (String name : value.isArray() ? List.of(text) : Arrays.asList(text.split(" ", -1))) {
                if (!name.isEmpty()) {
                    addTo(names, name);
                }
            }
        }
    }

    private void addMembers(Set<String> names, String path, JsonNode value) {
        if (!objects.contains(path)) {
            return;
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            if (!member.getValue().isNull() && !member.getValue().equals(BooleanNode.FALSE)) {
                addTo(names, member.getKey());
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
