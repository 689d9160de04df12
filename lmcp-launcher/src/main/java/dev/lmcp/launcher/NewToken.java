package dev.lmcp.launcher;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes a token for one run. */
final class NewToken {

    private static final int BYTES = 32;

    private NewToken() {}

    static String generate() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
