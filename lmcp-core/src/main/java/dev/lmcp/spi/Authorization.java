package dev.lmcp.spi;

/**
 * The {@code Authorization} field of a request, by RFC 9110 §11.4: a scheme and what follows it.
 *
 * @param scheme the scheme as it was sent; compare with {@link #hasScheme}
 * @param credentials what stands behind the scheme and its spaces; for {@code Bearer} and {@code DPoP} it has been
 *     checked to be one token68 within the length limit
 */
public record Authorization(String scheme, String credentials) {

    /** Returns whether the scheme is {@code name}, without regard to case. */
    public boolean hasScheme(String name) {
        return scheme.equalsIgnoreCase(name);
    }

    @Override
    public String toString() {
        return scheme + " [redacted]";
    }
}
