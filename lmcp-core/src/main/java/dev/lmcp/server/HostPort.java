package dev.lmcp.server;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and an optional port, as in a {@code Host} field (RFC 9110 §7.2) or after the scheme of an origin.
 *
 * <p>Two names are equal only if every character is equal, in lower case. A name that begins or ends like a trusted name is
 * another name. So is a name with a dot at its end. A text with user information is refused.
 *
 * @param host the name or address, in lower case; an IPv6 address has its brackets
 * @param port the port, if the text has one
 */
record HostPort(String host, OptionalInt port) {

    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9_.-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::([0-9]{1,5}))?");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    static Optional<HostPort> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String host = form.group(1).toLowerCase(Locale.ROOT);
        if (form.group(2) == null) {
            return Optional.of(new HostPort(host, OptionalInt.empty()));
        }
        int port = Integer.parseInt(form.group(2));
        return port < 1 || port > 65_535 ? Optional.empty() : Optional.of(new HostPort(host, OptionalInt.of(port)));
    }

    boolean isLoopback() {
        return LOOPBACK.contains(host);
    }

    /** Returns whether {@code other} has this host, and this port if this one has a port. */
    boolean covers(HostPort other) {
        return host.equals(other.host) && (port.isEmpty() || port.equals(other.port));
    }

    @Override
    public String toString() {
        return port.isPresent() ? host + ":" + port.getAsInt() : host;
    }
}
