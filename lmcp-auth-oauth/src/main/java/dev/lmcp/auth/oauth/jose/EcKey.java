package dev.lmcp.auth.oauth.jose;

import java.math.BigInteger;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;

/** An EC public key on P-256 for ES256, or on P-384 for ES384 (RFC 7518 §3.4). */
final class EcKey extends Key {

    private final JwkIdentity identity;
    private final Curve curve;
    private final ECPublicKeyParameters parameters;

    private EcKey(JwkIdentity identity, Curve curve, ECPublicKeyParameters parameters) {
        this.identity = identity;
        this.curve = curve;
        this.parameters = parameters;
    }

    /**
     * Creates the key from its coordinates.
     *
     * @throws UnusableKeyException if a coordinate has the wrong length, or if the point is not on the curve
     */
    static EcKey of(JwkIdentity identity, String curveName, byte[] x, byte[] y) {
        Curve curve = Curve.named(curveName)
                .orElseThrow(
                        () -> new UnusableKeyException("an EC key has an unsupported 'crv', expected P-256 or P-384"));
        UnusableKeyException.unless(
                x.length == curve.length() && y.length == curve.length(),
                "the coordinates of an EC key have %d and %d bytes, expected %d each",
                x.length,
                y.length,
                curve.length());
        byte[] point = new byte[1 + 2 * curve.length()];
        point[0] = 4;
        System.arraycopy(x, 0, point, 1, curve.length());
        System.arraycopy(y, 0, point, 1 + curve.length(), curve.length());
        try {
            var checked =
                    curve.domain().validatePublicPoint(curve.domain().getCurve().decodePoint(point));
            return new EcKey(identity, curve, new ECPublicKeyParameters(checked, curve.domain()));
        } catch (IllegalArgumentException offTheCurve) {
            throw new UnusableKeyException("the coordinates of an EC key are not on its curve");
        }
    }

    @Override
    JwkIdentity identity() {
        return identity;
    }

    @Override
    boolean hasSameMaterial(Key other) {
        return other instanceof EcKey ec
                && curve.equals(ec.curve)
                && parameters.getQ().equals(ec.parameters.getQ());
    }

    @Override
    boolean supports(Algorithm algorithm) {
        return algorithm == curve.algorithm() && identity.permits(algorithm);
    }

    @Override
    boolean verifies(Algorithm algorithm, byte[] signed, byte[] signature) {
        if (!supports(algorithm) || signature.length != 2 * curve.length()) {
            return false;
        }
        BigInteger r = new BigInteger(1, signature, 0, curve.length());
        BigInteger s = new BigInteger(1, signature, curve.length(), curve.length());
        // Without this check a signature of zeros would be valid for each message (CVE-2022-21449).
        if (isOutsideTheGroup(r) || isOutsideTheGroup(s)) {
            return false;
        }
        ECDSASigner signer = new ECDSASigner();
        signer.init(false, parameters);
        return signer.verifySignature(curve.digest(signed), r, s);
    }

    private boolean isOutsideTheGroup(BigInteger number) {
        return number.signum() == 0 || number.compareTo(curve.domain().getN()) >= 0;
    }
}
