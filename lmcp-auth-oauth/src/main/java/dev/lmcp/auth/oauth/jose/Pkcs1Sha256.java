package dev.lmcp.auth.oauth.jose;

import java.util.Arrays;
import java.util.HexFormat;

/** The EMSA-PKCS1-v1_5 encoding with SHA-256 (RFC 8017 §9.2). */
final class Pkcs1Sha256 {

    /** The DER of {@code DigestInfo} before the digest, with the explicit NULL of RFC 8017 §9.2 note 1. */
    private static final byte[] DIGEST_INFO = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private static final int DIGEST_LENGTH = 32;

    private Pkcs1Sha256() {}

    /** Encodes the message in {@code length} bytes, without the leading zero: {@code 01 FF…FF 00 DigestInfo}. */
    static byte[] encode(byte[] message, int length) {
        byte[] encoded = new byte[length];
        int digestAt = length - DIGEST_LENGTH;
        int infoAt = digestAt - DIGEST_INFO.length;
        encoded[0] = 1;
        Arrays.fill(encoded, 1, infoAt - 1, (byte) 0xFF);
        System.arraycopy(DIGEST_INFO, 0, encoded, infoAt, DIGEST_INFO.length);
        System.arraycopy(Sha256.digest(message), 0, encoded, digestAt, DIGEST_LENGTH);
        return encoded;
    }
}
