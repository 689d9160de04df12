package dev.lmcp.auth.oauth;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Makes a working issuer of its settings. */
final class Issuers {

    /** How long a request waits for another one's introspection: a call and a little. */
    private static final Duration WAIT = Duration.ofSeconds(6);

    private final CommonSettings common;
    private final Outbound outbound;
    private final Background background;

    Issuers(CommonSettings common, Outbound outbound, Background background) {
        this.common = common;
        this.outbound = outbound;
        this.background = background;
    }

    /** Makes the issuer; its first fetches are begun. */
    Issuer start(IssuerSettings settings) {
        Optional<IssuerMetadata> metadata = settings.discovered()
                ? Optional.of(new IssuerMetadata(
                        new Discovery(settings.issuer(), settings.known(), outbound), common.keysMayMove(), background))
                : Optional.empty();
        boolean asksForKeys =
                settings.fixedKeys().isEmpty() && settings.format().mayBeJwt();
        if (!asksForKeys || settings.jwksUri().isPresent()) {
            metadata.ifPresent(IssuerMetadata::keepFresh);
        }
        KeySource keys = asksForKeys
                ? remote(settings, metadata)
                : new FixedKeys(settings.fixedKeys().orElse(KeySet.EMPTY));
        return new Issuer(
                settings.name(),
                settings.issuer(),
                settings.format(),
                settings.algorithms(),
                settings.policy(),
                keys,
                settings.introspection().map(how -> introspection(settings, how, metadata)),
                metadata);
    }

    private RemoteKeys remote(IssuerSettings settings, Optional<IssuerMetadata> metadata) {
        Location location = settings.jwksUri()
                .<Location>map(uri -> () -> uri)
                .or(() -> metadata.map(found -> Location.in(found, "jwks_uri")))
                .orElseThrow(() -> new IllegalStateException("an issuer has neither keys nor a way to find them"));
        RemoteKeys keys = new RemoteKeys(
                settings.name(),
                settings.algorithms(),
                new JwksFetch(location, outbound),
                common.refresh(),
                common.emptyRevokes(),
                background,
                () -> ThreadLocalRandom.current().nextDouble());
        keys.start();
        return keys;
    }

    private Introspection introspection(
            IssuerSettings settings, IntrospectionSettings how, Optional<IssuerMetadata> metadata) {
        return new Introspection(
                call(settings, how, metadata), settings.policy().forIntrospection(), how.age(), WAIT, background);
    }

    private IntrospectionCall call(
            IssuerSettings settings, IntrospectionSettings how, Optional<IssuerMetadata> metadata) {
        Location location = how.uri()
                .<Location>map(uri -> () -> uri)
                .or(() -> metadata.map(found -> Location.in(found, "introspection_endpoint")))
                .orElseThrow(() -> new IllegalStateException("introspection has no address and no way to find one"));
        return how.style() == IntrospectionSettings.Style.GOOGLE_TOKENINFO
                ? new TokenInfo(location, settings.issuer(), outbound)
                : new StandardIntrospection(
                        location,
                        how.clientId(),
                        how.clientSecret(),
                        how.authentication(),
                        settings.issuer(),
                        outbound);
    }
}
