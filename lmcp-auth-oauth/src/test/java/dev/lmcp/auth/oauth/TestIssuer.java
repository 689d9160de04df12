package dev.lmcp.auth.oauth;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.RSADigestSigner;

/** An issuer for tests: signs any text as a token, however wrong the text is. */
final class TestIssuer {

    static final String URL = "https://issuer.example/realm";
    static final String AUDIENCE = "https://mcp.example/mcp";
    static final String KEY_ID = "key-1";
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"key-1\"}";

    private final AsymmetricCipherKeyPair keys;

    private TestIssuer(AsymmetricCipherKeyPair keys) {
        this.keys = keys;
    }

    /** An issuer whose key is made from the seed: the same key in each run. */
    static TestIssuer seeded(int seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
            generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65_537), random, 2048, 100));
            return new TestIssuer(generator.generateKeyPair());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The claims of a good token, with more members at the end where {@code more} has some. */
    static String claims(String more) {
        return "{\"iss\":\"" + URL + "\",\"aud\":\"" + AUDIENCE + "\",\"sub\":\"alice\",\"exp\":" + at(300)
                + ",\"iat\":" + at(-10) + ",\"scope\":\"tools.call\"" + more + "}";
    }

    /** The NumericDate this many seconds from now. */
    static long at(long seconds) {
        return NOW.getEpochSecond() + seconds;
    }

    static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A token of this header and these claims, correctly signed. */
    String token(String header, String claims) {
        return signed(encode(header) + "." + encode(claims));
    }

    /** The text with a dot and the signature over exactly its bytes. */
    String signed(String text) {
        return text + "." + encode(signature(text));
    }

    byte[] signature(String text) {
        RSADigestSigner signer = new RSADigestSigner(new SHA256Digest());
        signer.init(true, keys.getPrivate());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        signer.update(bytes, 0, bytes.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    BigInteger modulus() {
        return ((RSAKeyParameters) keys.getPublic()).getModulus();
    }

    BigInteger exponent() {
        return ((RSAKeyParameters) keys.getPublic()).getExponent();
    }

    /** The public key as a JWK Set document, its key having this id. */
    String jwks(String keyId) {
        return "{\"keys\":[" + jwk(keyId) + "]}";
    }

    String jwk(String keyId) {
        return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"" + keyId + "\",\"n\":\""
                + encode(unsigned(modulus())) + "\",\"e\":\"" + encode(unsigned(exponent())) + "\"}";
    }

    /** The public key as the DER that a PEM file has. */
    byte[] derEncoded() {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(modulus(), exponent()))
                    .getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
