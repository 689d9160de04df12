package dev.lmcp.auth.oauth.jose;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.RSADigestSigner;

/** An RSA key pair for tests: signs any text by RS256, and shows its public key as a JWK. */
public final class TestRsaKey {

    private final AsymmetricCipherKeyPair keys;

    private TestRsaKey(AsymmetricCipherKeyPair keys) {
        this.keys = keys;
    }

    /** The key pair that is made from the seed: the same one in each run. */
    public static TestRsaKey seeded(int seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
            generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65_537), random, 2048, 100));
            return new TestRsaKey(generator.generateKeyPair());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public byte[] signature(String text) {
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

    public BigInteger modulus() {
        return ((RSAKeyParameters) keys.getPublic()).getModulus();
    }

    public BigInteger exponent() {
        return ((RSAKeyParameters) keys.getPublic()).getExponent();
    }

    /** The public key as a JWK Set document with one key of this id. */
    public String jwks(String keyId) {
        return "{\"keys\":[" + jwk(keyId) + "]}";
    }

    public String jwk(String keyId) {
        return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"" + keyId + "\",\"n\":\""
                + encode(unsigned(modulus())) + "\",\"e\":\"" + encode(unsigned(exponent())) + "\"}";
    }

    /** The public key as DER, as in a PEM file. */
    public byte[] derEncoded() {
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
