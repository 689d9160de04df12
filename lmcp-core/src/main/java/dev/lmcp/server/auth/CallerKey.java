package dev.lmcp.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lmcp.Principal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The identity of a caller. Two requests with the same key belong to one caller; scopes and expiry do not count. */
public record CallerKey(String issuer, String subject, Optional<String> client) {

    private static final int DIGEST_BYTES = 12;

    public static CallerKey of(Principal principal) {
        return new CallerKey(principal.issuer(), principal.subject(), principal.client());
    }

    /** Returns 16 characters that are the same on each node, differ for any two callers, and do not name the caller. */
    public String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(issuer, subject, client.isPresent() ? "client" : "", client.orElse(""))) {
                byte[] bytes = part.getBytes(UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                digest.update(bytes);
            }
            return Base64.getEncoder().encodeToString(Arrays.copyOf(digest.digest(), DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available; expected a Java runtime that has it", e);
        }
    }
}
