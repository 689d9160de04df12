package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.EndpointLocator;
import dev.lmcp.auth.oauth.http.HttpJwksFetcher;
import dev.lmcp.auth.oauth.http.IssuerHttpClient;
import dev.lmcp.auth.oauth.http.TaskScheduler;
import dev.lmcp.auth.oauth.jose.KeySet;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Creates an issuer from its settings. */
final class IssuerFactory {

    /** How long a request waits for the introspection of another request: a little longer than a call may take. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(6);

    private final CommonSettings common;
    private final IssuerHttpClient http;
    private final TaskScheduler scheduler;

    IssuerFactory(CommonSettings common, IssuerHttpClient http, TaskScheduler scheduler) {
        this.common = common;
        this.http = http;
        this.scheduler = scheduler;
    }

    /** Creates the issuer, and starts to fetch its metadata and keys. */
    Issuer start(IssuerSettings settings) {
        IssuerHttpClient calls = http.with(settings.outboundPolicy());
        Optional<AuthServerMetadataCache> metadata = settings.usesDiscovery()
                ? Optional.of(new AuthServerMetadataCache(
                        new Discovery(settings.issuer(), settings.metadataIssuers(), calls),
                        common.allowsOriginChange(),
                        common.refresh().cooldown(),
                        scheduler))
                : Optional.empty();
        boolean asksForKeys =
                settings.fixedKeys().isEmpty() && settings.format().mayBeJwt();
        if (!asksForKeys || settings.jwksUri().isPresent()) {
            metadata.ifPresent(AuthServerMetadataCache::keepFresh);
        }
        KeySource keys = asksForKeys
                ? remote(settings, metadata, calls)
                : new FixedKeys(settings.fixedKeys().orElse(KeySet.EMPTY));
        return new Issuer(
                settings.name(),
                settings.issuer(),
                calls,
                settings.format(),
                settings.algorithms(),
                settings.policy(),
                keys,
                settings.introspection().map(how -> introspection(settings, how, metadata, calls)),
                metadata);
    }

    private RemoteJwkSet remote(
            IssuerSettings settings, Optional<AuthServerMetadataCache> metadata, IssuerHttpClient calls) {
        EndpointLocator locator = settings.jwksUri()
                .<EndpointLocator>map(uri -> () -> uri)
                .or(() -> metadata.map(found -> found.endpoint("jwks_uri")))
                .orElseThrow(() -> new IllegalStateException("an issuer has neither keys nor a URL for them"));
        RemoteJwkSet keys = new RemoteJwkSet(
                settings.name(),
                new HttpJwksFetcher(locator, calls),
                new JwksReader(settings.name(), settings.algorithms(), common.allowsEmptySet()),
                common.refresh(),
                scheduler,
                () -> ThreadLocalRandom.current().nextDouble());
        keys.start();
        return keys;
    }

    private Introspection introspection(
            IssuerSettings settings,
            IntrospectionSettings how,
            Optional<AuthServerMetadataCache> metadata,
            IssuerHttpClient calls) {
        return new Introspection(
                settings.name(),
                endpoint(settings, how, metadata, calls),
                settings.policy().forIntrospection(),
                how.timeToLive(),
                MAX_WAIT,
                scheduler);
    }

    private IntrospectionEndpoint endpoint(
            IssuerSettings settings,
            IntrospectionSettings how,
            Optional<AuthServerMetadataCache> metadata,
            IssuerHttpClient calls) {
        EndpointLocator locator = how.uri()
                .<EndpointLocator>map(uri -> () -> uri)
                .or(() -> metadata.map(found -> found.endpoint("introspection_endpoint")))
                .orElseThrow(() -> new IllegalStateException("introspection has no URL"));
        return how.style() == IntrospectionSettings.Style.GOOGLE_TOKENINFO
                ? new GoogleTokenInfoEndpoint(locator, settings.issuer(), calls)
                : new StandardIntrospectionEndpoint(
                        locator, how.clientId(), how.clientSecret(), how.authMethod(), settings.issuer(), calls);
    }
}
