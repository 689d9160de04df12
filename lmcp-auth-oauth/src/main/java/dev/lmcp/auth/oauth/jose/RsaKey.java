package dev.lmcp.auth.oauth.jose;

import java.math.BigInteger;
import java.security.MessageDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;

/** An RSA public key for RS256 and PS256 (RFC 7518 §3.3, §3.5). */
final class RsaKey extends Key {

    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 8192;
    private static final int SALT_LENGTH = 32;

    private final JwkIdentity identity;
    private final RSAKeyParameters parameters;
    private final int length;

    private RsaKey(JwkIdentity identity, RSAKeyParameters parameters) {
        this.identity = identity;
        this.parameters = parameters;
        this.length = (parameters.getModulus().bitLength() + 7) / 8;
    }

    /**
     * Checks the numbers and creates the key.
     *
     * <p>Bouncy Castle searches a new modulus for small factors. That can take 50 ms, so requests must not call this.
     *
     * @throws UnusableKeyException if lmcp does not accept the modulus or the exponent
     */
    static RsaKey of(JwkIdentity identity, BigInteger modulus, BigInteger exponent) {
        int bits = modulus.bitLength();
        UnusableKeyException.unless(
                bits >= MIN_BITS && bits <= MAX_BITS,
                "an RSA modulus has %d bits, expected %d to %d",
                bits,
                MIN_BITS,
                MAX_BITS);
        UnusableKeyException.unless(modulus.testBit(0), "an RSA modulus is even");
        UnusableKeyException.unless(
                exponent.testBit(0)
                        && exponent.bitLength() <= 32
                        && exponent.compareTo(BigInteger.valueOf(65_537)) >= 0,
                "an RSA exponent is even or out of range, expected an odd number from 65537 to 2^32");
        UnusableKeyException.unless(
                !Roca.isVulnerable(modulus), "an RSA modulus has the ROCA weakness (CVE-2017-15361)");
        try {
            return new RsaKey(identity, new RSAKeyParameters(false, modulus, exponent));
        } catch (IllegalArgumentException refusedByBouncyCastle) {
            throw new UnusableKeyException("an RSA modulus is not a product of two large primes");
        }
    }

    @Override
    JwkIdentity identity() {
        return identity;
    }

    @Override
    boolean hasSameMaterial(Key other) {
        return other instanceof RsaKey rsa
                && parameters.getModulus().equals(rsa.parameters.getModulus())
                && parameters.getExponent().equals(rsa.parameters.getExponent());
    }

    @Override
    boolean supports(Algorithm algorithm) {
        return (algorithm == Algorithm.RS256 || algorithm == Algorithm.PS256) && identity.permits(algorithm);
    }

    @Override
    boolean verifies(Algorithm algorithm, byte[] signed, byte[] signature) {
        if (!supports(algorithm)
                || signature.length != length
                || new BigInteger(1, signature).compareTo(parameters.getModulus()) >= 0) {
            return false;
        }
        return algorithm == Algorithm.RS256 ? verifiesPkcs1(signed, signature) : verifiesPss(signed, signature);
    }

    /** Compares with the only valid encoding. Nothing is parsed, so no lenient parser can accept a forgery. */
    private boolean verifiesPkcs1(byte[] signed, byte[] signature) {
        RSAEngine rsa = new RSAEngine();
        rsa.init(false, parameters);
        // The engine omits leading zeros. The valid encoding has exactly one.
        byte[] found = rsa.processBlock(signature, 0, signature.length);
        return MessageDigest.isEqual(Pkcs1Sha256.encode(signed, length - 1), found);
    }

    private boolean verifiesPss(byte[] signed, byte[] signature) {
        PSSSigner signer = new PSSSigner(new RSAEngine(), new SHA256Digest(), SALT_LENGTH);
        signer.init(false, parameters);
        signer.update(signed, 0, signed.length);
        return signer.verifySignature(signature);
    }
}
