package dev.lmcp.auth.oauth;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** Signs with a shared secret. */
final class TestHmac {

    private TestHmac() {}

    static String hs256(String header, String claims, byte[] secret) {
        String text = TestIssuer.encode(header) + "." + TestIssuer.encode(claims);
        HMac hmac = new HMac(new SHA256Digest());
        hmac.init(new KeyParameter(secret));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hmac.update(bytes, 0, bytes.length);
        byte[] mac = new byte[hmac.getMacSize()];
        hmac.doFinal(mac, 0);
        return text + "." + TestIssuer.encode(mac);
    }
}
