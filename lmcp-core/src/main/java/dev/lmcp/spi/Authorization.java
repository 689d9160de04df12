package dev.lmcp.spi;

/**
 * The {@code Authorization} field of a request (RFC 9110 §11.4): a scheme, and the credentials after it. Immutable.
 *
 * @param scheme the scheme as it was sent; compare it with {@link #hasScheme}
 * @param credentials what follows the scheme and its spaces. For {@code Bearer} and {@code DPoP} the server has checked
 *     that this is one token (RFC 6750 §2.1) within the length limit
 */
public record Authorization(String scheme, String credentials) {

    /** Returns whether the scheme is {@code name}, without regard to case. */
    public boolean hasScheme(String name) {
        return scheme.equalsIgnoreCase(name);
    }

    /** Returns the scheme alone. */
    @Override
    public String toString() {
        return scheme + " [redacted]";
    }
}
