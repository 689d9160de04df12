package dev.lmcp.auth.oauth.jose;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Computes the SHA-256 thumbprint of a public key (RFC 7638 §3, RFC 8037 §2). */
public final class JwkThumbprint {

    private JwkThumbprint() {}

    public static String of(Key key) {
        return of(key.identity());
    }

    static String of(JwkIdentity key) {
        List<String> values = key.publicMembers();
        // The members are in the order of their names. Base64url and curve names need no escapes.
        String canonical = switch (key.kind()) {
            case "EC" ->
                "{\"crv\":\"%s\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
                        .formatted(values.get(0), values.get(1), values.get(2));
            case "OKP" -> "{\"crv\":\"%s\",\"kty\":\"OKP\",\"x\":\"%s\"}".formatted(values.get(0), values.get(1));
            case "RSA" -> "{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}".formatted(values.get(1), values.get(0));
            default ->
                throw new IllegalArgumentException(
                        "a key of kty '" + key.kind() + "' has no thumbprint, expected EC, OKP or RSA");
        };
        byte[] digest = Sha256.digest(canonical.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
