package dev.lmcp.spi;

import dev.lmcp.text.SafeText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A challenge for the {@code WWW-Authenticate} field (RFC 9110 §11.6.1): a scheme, and parameters in their order.
 *
 * <p>Values are written as quoted strings (RFC 9110 §5.6.4). A character that is not printable ASCII is replaced by a
 * space. Immutable.
 *
 * @param scheme the authentication scheme, an RFC 9110 token
 * @param parameters names, which are RFC 9110 tokens, and values without quotes
 */
public record Challenge(String scheme, Map<String, String> parameters) {

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /**
     * Checks the names and makes an immutable copy.
     *
     * @throws IllegalArgumentException if the scheme or a name is not a token
     */
    public Challenge {
        requireToken(scheme);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        parameters.keySet().forEach(Challenge::requireToken);
    }

    /**
     * Returns a challenge without parameters.
     *
     * @throws IllegalArgumentException if the scheme is not a token
     */
    public static Challenge of(String scheme) {
        return new Challenge(scheme, Map.of());
    }

    /**
     * Returns this challenge with this value for a parameter, which is added at the end if it is new.
     *
     * @throws IllegalArgumentException if the name is not a token
     */
    public Challenge with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(name, Objects.requireNonNull(value, name));
        return new Challenge(scheme, more);
    }

    /** Returns the value of a parameter, without quotes. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Returns the challenge as it is written in the field. */
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
