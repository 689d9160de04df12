package dev.lmcp.server;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The origin of a web page, as browsers write it in {@code Origin} (RFC 6454 §6.2): scheme, host and port.
 *
 * @param scheme the scheme in lower case
 * @param authority the host and port, without the port if it is the scheme's default
 */
record WebOrigin(String scheme, HostPort authority) {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
    private static final String SEPARATOR = "://";

    /** Reads an origin. Empty if the text is {@code null}, a list, or has user information, a path or white space. */
    static Optional<WebOrigin> parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        if (separator < 0 || !SCHEME.matcher(text.substring(0, separator)).matches()) {
            return Optional.empty();
        }
        String scheme = text.substring(0, separator).toLowerCase(Locale.ROOT);
        return HostPort.parse(text.substring(separator + SEPARATOR.length()))
                .map(authority -> new WebOrigin(scheme, withoutDefaultPort(scheme, authority)));
    }

    boolean isLoopback() {
        return isWeb() && authority.isLoopback();
    }

    /** Returns whether a page of this origin was loaded from {@code host}. */
    boolean isOf(HostPort host) {
        return isWeb() && authority.equals(withoutDefaultPort(scheme, host));
    }

    private boolean isWeb() {
        return scheme.equals("http") || scheme.equals("https");
    }

    private static HostPort withoutDefaultPort(String scheme, HostPort authority) {
        int defaultPort = scheme.equals("http") ? 80 : scheme.equals("https") ? 443 : -1;
        return authority.port().equals(OptionalInt.of(defaultPort))
                ? new HostPort(authority.host(), OptionalInt.empty())
                : authority;
    }
}
