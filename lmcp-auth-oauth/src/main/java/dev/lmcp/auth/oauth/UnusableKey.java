package dev.lmcp.auth.oauth;

import java.util.Locale;

/** A key in an issuer's document that lmcp does not use; the message says why and names no private value. */
final class UnusableKey extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String why;

    UnusableKey(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    String why() {
        return why;
    }

    static void unless(boolean usable, String text, Object... values) {
        if (!usable) {
            throw new UnusableKey(String.format(Locale.ROOT, text, values));
        }
    }
}
