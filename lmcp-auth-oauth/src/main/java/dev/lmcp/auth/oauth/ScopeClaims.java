package dev.lmcp.auth.oauth;

import dev.lmcp.Scopes;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Where the scopes stand, and how the server's names for them become ours.
 *
 * @param paths claims, by name or path; a string is a list with spaces, an array is taken as it is, and of an object
 *     the members' names are
 * @param prefixes what is taken off the front of a name
 * @param onlyPrefixed whether names without a prefix are another resource's, and a token with none is not for us
 */
record ScopeClaims(List<String> paths, List<String> prefixes, boolean onlyPrefixed) {

    ScopeClaims {
        paths = List.copyOf(paths);
        prefixes = List.copyOf(prefixes);
    }

    Scopes read(Claims claims) {
        Set<String> names = new LinkedHashSet<>();
        for (String path : paths) {
            claims.at(path).ifPresent(value -> addAll(names, value));
        }
        if (onlyPrefixed && names.isEmpty()) {
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
            // RFC 6749 §3.3: in a string, names are separated by spaces; in a list they stand by themselves.
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
        if (!onlyPrefixed) {
            names.add(name);
        }
    }
}
