package dev.lmcp.transport.http;

import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;
import dev.lmcp.text.NamedFile;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * TLS 1.2 and 1.3 (RFC 8446) with a certificate from files, which may be exchanged while the server runs.
 *
 * <p>Safe for concurrent use.
 */
final class Tls {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");

    private static final String CERTIFICATE = TlsSetting.CERTIFICATE.key();
    private static final String KEY = TlsSetting.KEY.key();
    private static final String CLIENT_AUTHORITIES = TlsSetting.CLIENT_AUTHORITIES.key();

    private static final Duration READ_INTERVAL = Duration.ofSeconds(10);

    /** Less time than this before the expiry, the report asks for a new certificate. */
    private static final Duration SOON = Duration.ofDays(14);

    private static final ApplicationProtocolConfig PROTOCOLS = new ApplicationProtocolConfig(
            ApplicationProtocolConfig.Protocol.ALPN,
            ApplicationProtocolConfig.SelectorFailureBehavior.FATAL_ALERT,
            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
            ApplicationProtocolNames.HTTP_2,
            ApplicationProtocolNames.HTTP_1_1);

    private final TlsFiles files;
    private final InstantSource time;
    private TlsFiles.Contents seen;
    private String warned = "";
    private volatile SslContext context;

    private Tls(TlsFiles files, TlsFiles.Contents contents, InstantSource time) throws TlsFileException {
        this.files = files;
        this.time = time;
        this.seen = contents;
        this.context = context(contents);
    }

    /** Reads the files. */
    static Tls of(TlsFiles files, InstantSource time) throws TlsFileException {
        return new Tls(files, files.read(), time);
    }

    /** Reads the settings; empty if the server speaks plain HTTP, or if a file cannot be used. */
    static Optional<Tls> read(Settings settings, Services services) {
        Optional<Path> certificate = settings.file(CERTIFICATE);
        Optional<Path> key = settings.secretFile(KEY);
        Optional<Path> authorities = settings.file(CLIENT_AUTHORITIES);
        if (certificate.isEmpty() || key.isEmpty()) {
            requireBoth(settings);
            return Optional.empty();
        }
        try {
            TlsFiles files = new TlsFiles(certificate.get(), key.get(), authorities);
            TlsFiles.Contents contents = files.read();
            judgeExpiry(contents.identity(), settings, services);
            Tls tls = new Tls(files, contents, services.clock());
            services.scheduleRepeatedly(READ_INTERVAL, () -> services.execute(tls::readAgain));
            return Optional.of(tls);
        } catch (TlsFileException e) {
            TlsSetting setting = e.setting();
            settings.problem(setting.key(), "the " + setting.content() + " cannot be used: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Reports a setting that is absent. A file that does not exist is reported already. */
    private static void requireBoth(Settings settings) {
        boolean hasCertificate = settings.origin(CERTIFICATE).isPresent();
        boolean hasKey = settings.origin(KEY).isPresent();
        boolean isAny =
                hasCertificate || hasKey || settings.origin(CLIENT_AUTHORITIES).isPresent();
        if (isAny && !(hasCertificate && hasKey)) {
            String found = hasCertificate ? CERTIFICATE : hasKey ? KEY : CLIENT_AUTHORITIES;
            settings.problem(
                    hasCertificate ? KEY : CERTIFICATE,
                    "'" + found + "' is set alone; expected '" + CERTIFICATE + "' and '" + KEY
                            + "' for TLS: set both, or none for plain HTTP");
        }
    }

    private static void judgeExpiry(TlsIdentity identity, Settings settings, Services services) {
        Instant expiry = identity.expiry();
        Instant now = services.clock().instant();
        Optional<String> fault = identity.fault(now);
        if (fault.isPresent()) {
            settings.problem(CERTIFICATE, fault.get() + "; expected one that is valid: renew it");
        } else {
            services.notice("transport 'http' has TLS: its certificate is valid until " + expiry
                    + (expiry.isBefore(now.plus(SOON)) ? "; renew it soon" : ""));
        }
    }

    private static SslContext context(TlsFiles.Contents contents) throws TlsFileException {
        TlsIdentity identity = contents.identity();
        List<X509Certificate> authorities = contents.authorities();
        try {
            SslContextBuilder builder = SslContextBuilder.forServer(
                            identity.key(), identity.chain().toArray(X509Certificate[]::new))
                    .sslProvider(SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    // HTTP/2 forbids the others in TLS 1.2 (RFC 9113 §9.2.2).
                    .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                    .applicationProtocolConfig(PROTOCOLS);
            return authorities.isEmpty()
                    ? builder.build()
                    : builder.trustManager(authorities.toArray(X509Certificate[]::new))
                            .clientAuth(ClientAuth.OPTIONAL)
                            .build();
        } catch (SSLException e) {
            throw new TlsFileException(TlsSetting.CERTIFICATE, "TLS cannot use it (" + e.getMessage() + ")");
        }
    }

    /** Uses the files for new connections if they have changed. If they cannot be used, the last ones stay in use. */
    synchronized void readAgain() {
        try {
            TlsFiles.Contents contents = files.read();
            // After a fault, the log also says that the files can be used again.
            if (!contents.isSameAs(seen) || !warned.isEmpty()) {
                requireValid(contents.identity());
                context = context(contents);
                seen = contents;
                LOG.log(
                        Level.INFO,
                        "the TLS certificate was exchanged; the new one is valid until {0}",
                        contents.identity().expiry());
                NamedFile.exposure(files.key()).ifPresent(warning -> LOG.log(Level.WARNING, "the TLS key: " + warning));
            }
            warned = "";
        } catch (TlsFileException e) {
            warnOnce(String.valueOf(e.getMessage()));
        }
    }

    private void requireValid(TlsIdentity identity) throws TlsFileException {
        Optional<String> fault = identity.fault(time.instant());
        if (fault.isPresent()) {
            throw new TlsFileException(TlsSetting.CERTIFICATE, fault.get());
        }
    }

    private void warnOnce(String fault) {
        if (!fault.equals(warned)) {
            warned = fault;
            LOG.log(
                    Level.WARNING,
                    "the changed TLS certificate is not used: {0}; the last one stays in use until the files are correct",
                    fault);
        }
    }

    /** Adds the handlers to a new connection. */
    void begin(ChannelPipeline pipeline) {
        pipeline.addLast(
                new RenegotiationGuard(), context.newHandler(pipeline.channel().alloc()));
    }
}
