package dev.lmcp.transport.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys with certificates that certify themselves, made by the JDK's own tool. */
final class TestCertificates {

    static final String PASSWORD = "changeit";

    private static final Path KEYTOOL = Path.of(System.getProperty("java.home"), "bin", "keytool");

    private TestCertificates() {}

    /** A key and its certificate, which is valid for one day. */
    static KeyStore make(Path folder, String alias, String name) throws Exception {
        Path file = folder.resolve(alias + ".p12");
        Process process = new ProcessBuilder(List.of(
                        KEYTOOL.toString(),
                        "-genkeypair",
                        "-alias",
                        alias,
                        "-keyalg",
                        "EC",
                        "-dname",
                        name,
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "1",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool made no key: " + said);
        }
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    /** A store that trusts the certificate of a key. */
    static KeyStore trusting(KeyStore key) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("trusted", key.getCertificate(key.aliases().nextElement()));
        return trusted;
    }

    /** The TLS of a client with a key that trusts a server. */
    static SSLContext client(KeyStore key, KeyStore trusted) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(key, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
