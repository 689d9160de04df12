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
            return clientAuthorities.length == 0
                    ? List.of()
                    : TlsIdentity.certificates(TlsSetting.CLIENT_AUTHORITIES, clientAuthorities);
        }
    }

    /** Reads the files. None of them may be empty. */
    Contents read() throws TlsFileException {
        return new Contents(
                bytes(TlsSetting.CERTIFICATE, certificate),
                bytes(TlsSetting.KEY, key),
                clientAuthorities.isPresent()
                        ? bytes(TlsSetting.CLIENT_AUTHORITIES, clientAuthorities.get())
                        : new byte[0]);
    }

    /** Returns the bytes of a file; at least one, because a file that is being written may still be empty. */
    private static byte[] bytes(TlsSetting setting, Path file) throws TlsFileException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new TlsFileException(setting, "'" + file + "' cannot be read (" + e.getMessage() + ")");
        }
        if (bytes.length == 0) {
            throw new TlsFileException(setting, "'" + file + "' is empty; expected PEM: correct the file");
        }
        return bytes;
    }
}
