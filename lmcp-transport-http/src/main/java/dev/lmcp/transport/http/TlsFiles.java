package dev.lmcp.transport.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The files of a server's TLS.
 *
 * @param certificate the certificate chain
 * @param key the private key
 * @param clientAuthorities the authorities whose clients may present a certificate
 */
record TlsFiles(Path certificate, Path key, Optional<Path> clientAuthorities) {

    /**
     * What the files contain at one moment.
     *
     * @param certificate the bytes of the certificate chain
     * @param key the bytes of the key
     * @param clientAuthorities the bytes of the authorities; empty if there are none
     */
    record Contents(byte[] certificate, byte[] key, byte[] clientAuthorities) {

        boolean isSameAs(Contents other) {
            return Arrays.equals(certificate, other.certificate)
                    && Arrays.equals(key, other.key)
                    && Arrays.equals(clientAuthorities, other.clientAuthorities);
        }

        TlsIdentity identity() throws TlsFileException {
            return TlsIdentity.of(certificate, key);
        }

        List<X509Certificate> authorities() throws TlsFileException {
            return clientAuthorities.length == 0 ? List.of() : TlsIdentity.certificates(clientAuthorities);
        }
    }

    /** Reads the files. */
    Contents read() throws TlsFileException {
        return new Contents(
                bytes(certificate),
                bytes(key),
                clientAuthorities.isPresent() ? bytes(clientAuthorities.get()) : new byte[0]);
    }

    private static byte[] bytes(Path file) throws TlsFileException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new TlsFileException("'" + file + "' cannot be read (" + e.getMessage() + ")");
        }
    }
}
