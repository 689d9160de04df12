package dev.lmcp.auth.oauth.jose;

import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An Ed25519 public key for EdDSA (RFC 8037 §3.1). */
final class EdKey extends Key {

    private final JwkIdentity identity;
    private final Ed25519PublicKeyParameters parameters;

    private EdKey(JwkIdentity identity, Ed25519PublicKeyParameters parameters) {
        this.identity = identity;
        this.parameters = parameters;
    }

    /**
     * Creates the key from its encoded point.
     *
     * @throws UnusableKeyException if the bytes are not a point of the prime-order group
     */
    static EdKey of(JwkIdentity identity, String curveName, byte[] x) {
        UnusableKeyException.unless(
                curveName.equals("Ed25519"), "an OKP key has an unsupported 'crv', expected Ed25519");
        UnusableKeyException.unless(
                x.length == Ed25519.PUBLIC_KEY_SIZE,
                "an Ed25519 key has %d bytes, expected %d",
                x.length,
                Ed25519.PUBLIC_KEY_SIZE);
        UnusableKeyException.unless(
                Ed25519.validatePublicKeyFull(x, 0), "an Ed25519 key is not a point of the prime-order group");
        return new EdKey(identity, new Ed25519PublicKeyParameters(x));
    }

    @Override
    JwkIdentity identity() {
        return identity;
    }

    @Override
    boolean hasSameMaterial(Key other) {
        return other instanceof EdKey ed && Arrays.equals(parameters.getEncoded(), ed.parameters.getEncoded());
    }

    @Override
    boolean supports(Algorithm algorithm) {
        return algorithm == Algorithm.EDDSA && identity.permits(algorithm);
    }

    @Override
    boolean verifies(Algorithm algorithm, byte[] signed, byte[] signature) {
        return supports(algorithm)
                && signature.length == Ed25519.SIGNATURE_SIZE
                && parameters.verify(Ed25519.Algorithm.Ed25519, null, signed, 0, signed.length, signature, 0);
    }
}
