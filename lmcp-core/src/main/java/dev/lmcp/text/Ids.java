package dev.lmcp.text;

import java.security.SecureRandom;
import java.util.Base64;

/** Identifiers that nobody can guess. */
public final class Ids {

    private static final int BYTES = 18;

    private Ids() {}

    /** Returns 144 random bits as 24 characters of base64url. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
