package dev.lmcp.auth.oauth.jose;

import java.util.Locale;

/** Thrown if lmcp does not use a key. The message names the problem, but no private value. */
public final class UnusableKeyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String problem;

    UnusableKeyException(String problem) {
        super(problem, null, false, false);
        this.problem = problem;
    }

    /** The problem, for the operator. */
    public String problem() {
        return problem;
    }

    static void unless(boolean isUsable, String text, Object... values) {
        if (!isUsable) {
            throw new UnusableKeyException(String.format(Locale.ROOT, text, values));
        }
    }
}
