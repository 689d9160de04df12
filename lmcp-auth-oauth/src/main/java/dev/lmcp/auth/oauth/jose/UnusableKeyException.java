package dev.lmcp.auth.oauth.jose;

import java.util.Locale;

/** Thrown if lmcp does not use a key. The message names the problem, but no private value. */
public final class UnusableKeyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String problem;
    private final boolean isRevealedSecret;

    UnusableKeyException(String problem) {
        this(problem, false);
    }

    private UnusableKeyException(String problem, boolean isRevealedSecret) {
        super(problem, null, false, false);
        this.problem = problem;
        this.isRevealedSecret = isRevealedSecret;
    }

    /** A public document has a private key or a shared secret. */
    static UnusableKeyException revealedSecret(String problem) {
        return new UnusableKeyException(problem, true);
    }

    /** The problem, for the operator. */
    public String problem() {
        return problem;
    }

    /** Tells whether a public document has a private key or a shared secret. */
    boolean isRevealedSecret() {
        return isRevealedSecret;
    }

    static void unless(boolean isUsable, String text, Object... values) {
        if (!isUsable) {
            throw new UnusableKeyException(String.format(Locale.ROOT, text, values));
        }
    }
}
