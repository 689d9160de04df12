package dev.lmcp.transport.http;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate chain and its private key, as PEM has them (RFC 7468).
 *
 * @param chain the server's own certificate first
 * @param key the private key of the first certificate
 */
record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN ([A-Z ]+ PRIVATE KEY)-----");

    /** The kinds of keys, each with the algorithm of its signatures. */
    private enum Kind {
        RSA("SHA256withRSA"),
        EC("SHA256withECDSA"),
        ED25519("Ed25519");

        private final String signature;

        Kind(String signature) {
            this.signature = signature;
        }
    }

    /** Makes an immutable copy. */
    TlsIdentity {
        chain = List.copyOf(chain);
    }

    /** Reads a chain and its key. */
    static TlsIdentity of(byte[] certificates, byte[] key) throws TlsFileException {
        List<X509Certificate> chain = certificates(TlsSetting.CERTIFICATE, certificates);
        byte[] encoded = encoded(new String(key, StandardCharsets.ISO_8859_1));
        for (Kind kind : Kind.values()) {
            try {
                PrivateKey found =
                        KeyFactory.getInstance(kind.name()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
                if (!isPair(kind, found, chain.get(0))) {
                    throw new TlsFileException(
                            TlsSetting.CERTIFICATE, "the key does not belong to the certificate; expected a pair");
                }
                return new TlsIdentity(chain, found);
            } catch (InvalidKeySpecException e) {
                // It is of another kind.
            } catch (GeneralSecurityException e) {
                throw new TlsFileException(
                        TlsSetting.KEY, "the key cannot be used (" + e.getMessage() + "); expected a pair");
            }
        }
        throw new TlsFileException(TlsSetting.KEY, "the key is of an unknown kind; expected RSA, EC or Ed25519");
    }

    /** Reads the certificates of the PEM file of a setting; at least one. */
    static List<X509Certificate> certificates(TlsSetting setting, byte[] pem) throws TlsFileException {
        try {
            List<X509Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException e) {
            throw new TlsFileException(
                    setting,
                    "the file has no readable certificate (" + e.getMessage()
                            + "); expected PEM with 'BEGIN CERTIFICATE'");
        }
        throw new TlsFileException(setting, "the file has no certificate; expected PEM with 'BEGIN CERTIFICATE'");
    }

    private static byte[] encoded(String pem) throws TlsFileException {
        Matcher key = KEY.matcher(pem);
        if (key.find()) {
            try {
                return Base64.getMimeDecoder().decode(key.group(1));
            } catch (IllegalArgumentException e) {
                throw new TlsFileException(TlsSetting.KEY, "the key is not Base64; expected PEM");
            }
        }
        Matcher other = OTHER_KEY.matcher(pem);
        throw new TlsFileException(
                TlsSetting.KEY,
                (other.find() ? "the key is a '" + other.group(1) + "'" : "the file has no key")
                        + "; expected 'BEGIN PRIVATE KEY', as 'openssl pkcs8 -topk8 -nodes' writes it");
    }

    private static boolean isPair(Kind kind, PrivateKey key, X509Certificate certificate)
            throws GeneralSecurityException {
        if (!kind.name().equals(certificate.getPublicKey().getAlgorithm())
                && !(kind == Kind.ED25519
                        && certificate.getPublicKey().getAlgorithm().equals("EdDSA"))) {
            return false;
        }
        byte[] text = {1, 2, 3};
        Signature signature = Signature.getInstance(kind.signature);
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(text);
        return signature.verify(signed);
    }

    /** Returns why a certificate of the chain is not valid at a time; empty if all are valid. */
    Optional<String> fault(Instant time) {
        Instant begin = chain.stream()
                .map(certificate -> certificate.getNotBefore().toInstant())
                .max(Instant::compareTo)
                .orElseThrow();
        if (time.isBefore(begin)) {
            return Optional.of("the certificate is not valid before " + begin);
        }
        return expiry().isBefore(time) ? Optional.of("the certificate has expired at " + expiry()) : Optional.empty();
    }

    /** Returns the first moment at which a certificate of the chain is no longer valid. */
    Instant expiry() {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }
}
