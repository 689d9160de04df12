package dev.lmcp.auth.oauth.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS for servers and clients of a test, with a certificate for localhost and for {@link #ELSEWHERE}. */
final class TestTls {

    /** A name that no resolver knows (RFC 6761 §6.4). */
    static final String ELSEWHERE = "issuer.invalid";

    private TestTls() {}

    /** Makes a key and a certificate with the JDK's keytool. */
    static SSLContext context(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve("store");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process tool = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,dns:" + ELSEWHERE,
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "password",
                        "-storetype",
                        "PKCS12"))
                .redirectErrorStream(true)
                .start();
        if (tool.waitFor() != 0) {
            throw new IllegalStateException("keytool ended with status " + tool.exitValue());
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, "password".toCharArray());
        }
        KeyManagerFactory ours = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        ours.init(keys, "password".toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(ours.getKeyManagers(), trusted.getTrustManagers(), null);
        return tls;
    }
}
