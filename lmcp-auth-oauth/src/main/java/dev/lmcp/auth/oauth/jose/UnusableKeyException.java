package dev.lmcp.auth.oauth.jose;

import java.util.Locale;

/** A key in an issuer's document that lmcp does not use; the message says why and names no private value. */
public final class UnusableKeyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String problem;

    UnusableKeyException(String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    public String problem() {
        return problem;
    }

    static void unless(boolean usable, String text, Object... values) {
        if (!usable) {
            throw new UnusableKeyException(String.format(Locale.ROOT, text, values));
        }
    }
}
