package dev.lmcp.spi;

import dev.lmcp.text.SafeText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A {@code WWW-Authenticate} challenge, by RFC 9110 §11.6.1: a scheme and parameters, kept in order.
 *
 * <p>Values are written as quoted strings; a character that may not stand in one becomes a space. Immutable.
 *
 * @param scheme the authentication scheme, a token
 * @param parameters names (tokens) and unquoted values
 */
public record Challenge(String scheme, Map<String, String> parameters) {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Checks the names and makes an immutable copy. */
    public Challenge {
        requireToken(scheme);
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        parameters.keySet().forEach(Challenge::requireToken);
    }

    /** Returns a challenge without parameters. */
    public static Challenge of(String scheme) {
        return new Challenge(scheme, Map.of());
    }

    /** Returns this challenge with one more parameter, or another value of it. */
    public Challenge with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, Objects.requireNonNull(value, name));
        return new Challenge(scheme, more);
    }

    /** Returns this challenge with {@code first}'s parameters standing before its own. */
    public Challenge withFirst(Map<String, String> first) {
        Map<String, String> all = new LinkedHashMap<>(first);
        parameters.forEach(all::putIfAbsent);
        return new Challenge(scheme, all);
    }

    /** Returns the value of a parameter. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Returns the challenge as it stands in the field. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(scheme);
        String separator = " ";
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            text.append(separator).append(parameter.getKey()).append('=').append(quoted(parameter.getValue()));
            separator = ", ";
        }
        return text.toString();
    }

    private static String quoted(String value) {
        return '"' + SafeText.ascii(value).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static void requireToken(String name) {
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' stands in a challenge as a scheme or parameter name; expected an RFC 9110 token");
        }
    }
}
