package dev.lmcp.server;

import java.util.Optional;

/**
 * An entry of {@code lmcp.allowed-origins}: an origin, or a scheme and host with {@code :*} for any port.
 *
 * @param origin the origin
 * @param anyPort whether any port is allowed
 */
record OriginRule(WebOrigin origin, boolean anyPort) {

    private static final String ANY_PORT = ":*";

    static Optional<OriginRule> parse(String text) {
        boolean anyPort = text.endsWith(ANY_PORT);
        String exact = anyPort ? text.substring(0, text.length() - ANY_PORT.length()) : text;
        return WebOrigin.parse(exact)
                .filter(origin -> !anyPort || origin.authority().port().isEmpty())
                .map(origin -> new OriginRule(origin, anyPort));
    }

    boolean allows(WebOrigin other) {
        return anyPort
                ? origin.scheme().equals(other.scheme())
                        && origin.authority().host().equals(other.authority().host())
                : origin.equals(other);
    }
}
