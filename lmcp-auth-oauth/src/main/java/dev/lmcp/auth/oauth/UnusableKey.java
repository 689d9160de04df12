package dev.lmcp.auth.oauth;

/** A key in an issuer's document that lmcp does not use; the message says why and names no private value. */
final class UnusableKey extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnusableKey(String why) {
        super(why, null, false, false);
    }

    static void unless(boolean usable, String why, Object... values) {
        if (!usable) {
            throw new UnusableKey(String.format(java.util.Locale.ROOT, why, values));
        }
    }
}
