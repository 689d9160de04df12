package dev.lmcp.auth.oauth.jose;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;

/**
 * An elliptic curve and its only algorithm (RFC 7518 §3.4).
 *
 * @param length the length in bytes of a coordinate, and of each half of a signature
 */
record Curve(String wireName, Algorithm algorithm, int length, String digestName, ECDomainParameters domain) {

    private static final List<Curve> ALL = List.of(
            new Curve("P-256", Algorithm.ES256, 32, "SHA-256", domain("P-256")),
            new Curve("P-384", Algorithm.ES384, 48, "SHA-384", domain("P-384")));

    static Optional<Curve> named(String wireName) {
        return ALL.stream().filter(curve -> curve.wireName.equals(wireName)).findFirst();
    }

    byte[] digest(byte[] message) {
        try {
            return MessageDigest.getInstance(digestName).digest(message);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-2", impossible);
        }
    }

    private static ECDomainParameters domain(String name) {
        return new ECDomainParameters(CustomNamedCurves.getByName(name));
    }
}
