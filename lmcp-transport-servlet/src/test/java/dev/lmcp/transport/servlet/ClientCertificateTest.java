package dev.lmcp.transport.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.config.Config;
import dev.lmcp.verification.transport.TestCertificates;
import dev.lmcp.verification.transport.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Tomcat that asks for client certificates, over TLS. */
final class ClientCertificateTest {

    /** The server has the same name as its caller, so that a client offers either certificate. */
    private static final String NAME = "CN=ada,O=Example";

    @TempDir
    private static Path folder;

    private static KeyStore serverKey;
    private static KeyStore ada;
    private static TomcatServer server;

    @BeforeAll
    static void start() throws Exception {
        serverKey = TestCertificates.make(folder, "server", NAME);
        ada = TestCertificates.make(folder, "ada", NAME);
        server = new TomcatServer(
                folder,
                Config.builder()
                        .set("lmcp.auth", "client-certificate")
                        .set("lmcp.auth.client-certificate.scopes", "who"));
        SSLHostConfig tls = new SSLHostConfig();
        tls.setCertificateVerification("optional");
        tls.setTrustStore(TestCertificates.trusting(ada));
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateKeystore(serverKey);
        certificate.setCertificateKeystorePassword(TestCertificates.PASSWORD);
        tls.addCertificate(certificate);
        server.connector().setSecure(true);
        server.connector().setScheme("https");
        server.connector().setProperty("SSLEnabled", "true");
        server.connector().addSslHostConfig(tls);
        server.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** Sends a request with the certificate of a key. */
    private static Wire.Reply call(KeyStore key) throws Exception {
        SSLSocketFactory factory = TestCertificates.client(key, TestCertificates.trusting(serverKey))
                .getSocketFactory();
        SSLSocket socket = (SSLSocket) factory.createSocket("localhost", server.port());
        socket.startHandshake();
        return TomcatServer.call(Wire.over(socket));
    }

    private static KeyStore nothing() throws Exception {
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        return empty;
    }

    @Test
    void namesTheCallerByTheSubjectOfTheCertificate() throws Exception {
        Wire.Reply reply = call(ada);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("CN=ada,O=Example of CN=ada,O=Example from 127.0.0.1");
    }

    @Test
    void refusesACallerWithoutACertificate() throws Exception {
        Wire.Reply reply = call(nothing());

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers()).containsEntry("www-authenticate", "ClientCertificate");
    }

    @Test
    void refusesACertificateOfThatNameThatIsNotTrusted() throws Exception {
        assertThatThrownBy(() -> call(serverKey)).isInstanceOfAny(IOException.class, UncheckedIOException.class);
    }
}
