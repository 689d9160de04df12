package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.TestRsaKey;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** An issuer for tests: signs any text as a token, even a wrong one. */
final class TestIssuer {

    static final String URL = "https://issuer.example/realm";
    static final String AUDIENCE = "https://mcp.example/mcp";
    static final String KEY_ID = "key-1";
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"key-1\"}";

    private final TestRsaKey key;

    private TestIssuer(TestRsaKey key) {
        this.key = key;
    }

    /** An issuer whose key is made from the seed: the same key in each run. */
    static TestIssuer seeded(int seed) {
        return new TestIssuer(TestRsaKey.seeded(seed));
    }

    /** The claims of a valid token, and {@code more} members at the end. */
    static String claims(String more) {
        return "{\"iss\":\"" + URL + "\",\"aud\":\"" + AUDIENCE + "\",\"sub\":\"alice\",\"exp\":" + at(300)
                + ",\"iat\":" + at(-10) + ",\"scope\":\"tools.call\"" + more + "}";
    }

    /** The NumericDate this many seconds from now. */
    static long at(long seconds) {
        return NOW.getEpochSecond() + seconds;
    }

    static String encode(String text) {
        return TestRsaKey.encode(text);
    }

    static String encode(byte[] bytes) {
        return TestRsaKey.encode(bytes);
    }

    /** A token of this header and these claims, with a valid signature. */
    String token(String header, String claims) {
        return signed(encode(header) + "." + encode(claims));
    }

    /** The text with a dot and the signature over exactly its bytes. */
    String signed(String text) {
        return text + "." + encode(signature(text));
    }

    byte[] signature(String text) {
        return key.signature(text);
    }

    BigInteger modulus() {
        return key.modulus();
    }

    BigInteger exponent() {
        return key.exponent();
    }

    /** The public key as a JWK Set document with one key of this id. */
    String jwks(String keyId) {
        return key.jwks(keyId);
    }

    String jwk(String keyId) {
        return key.jwk(keyId);
    }

    /** The public key as DER, as in a PEM file. */
    byte[] derEncoded() {
        return key.derEncoded();
    }
}
