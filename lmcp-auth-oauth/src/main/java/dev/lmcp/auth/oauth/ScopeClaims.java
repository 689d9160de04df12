package dev.lmcp.auth.oauth;

import dev.lmcp.Scopes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
        paths.stream()
                .flatMap(path -> claims.at(path).stream())
                .flatMap(ScopeClaims::names)
                .forEach(name -> addTo(names, name));
        if (onlyPrefixed && names.isEmpty()) {
            throw new InvalidToken(Reason.AUDIENCE_MISMATCH);
        }
        return Scopes.of(names);
    }

    private static Stream<String> names(JsonNode value) {
        if (value.isObject()) {
            return value.propertyNames().stream();
        }
        return value.isArray()
                ? Claims.strings(value).stream()
                : Claims.strings(value).stream()
                        .flatMap(text -> Stream.of(text.split(" ", -1)))
                        .filter(name -> !name.isEmpty());
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
