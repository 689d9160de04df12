package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.IssuerHttpClient;
import dev.lmcp.auth.oauth.http.TaskScheduler;
import dev.lmcp.auth.oauth.jose.Algorithm;
import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.PublicDocument;
import dev.lmcp.spi.Services;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates the authenticator and its parts from the settings. */
final class OAuthWiring {

    private final CommonSettings common;
    private final AuthServerMetadataSettings documents;
    private final List<IssuerSettings> settings;
    private final IssuerHttpClient http;
    private final Services services;
    private final TaskScheduler scheduler;
    private final MetadataLocation location;

    OAuthWiring(
            CommonSettings common,
            AuthServerMetadataSettings documents,
            List<IssuerSettings> settings,
            IssuerHttpClient http,
            Services services) {
        this.common = common;
        this.documents = documents;
        this.settings = List.copyOf(settings);
        this.http = http;
        this.services = services;
        this.scheduler = TaskScheduler.of(services);
        this.location = new MetadataLocation(common.resource(), services.endpointPath());
    }

    Authenticator authenticator() {
        IssuerFactory factory = new IssuerFactory(common, http, scheduler);
        List<Issuer> issuers = settings.stream().map(factory::start).toList();
        publish(issuers);
        announce();
        Challenges challenges =
                new Challenges(location.metadataUrl(), advertised(services.requiredScopes()), common.describesErrors());
        return new OAuthAuthenticator(
                new TokenVerifier(
                        issuers, new TokenCache(common.tokenCacheSize(), scheduler), common.tokenCacheTimeToLive()),
                new DpopVerifier(common.dpop(), Set.of(common.resource())),
                common.dpop(),
                challenges,
                issuers,
                common.maxTokenSize(),
                services.clock(),
                new RefusalLog(scheduler),
                selfCheck(challenges));
    }

    /** Adds the prefix that some authorization servers expect in requests, but leave out of tokens. */
    private List<String> advertised(List<String> scopes) {
        return scopes.stream().map(scope -> common.advertisedPrefix() + scope).toList();
    }

    private void publish(List<Issuer> issuers) {
        PublicDocument resource = new ProtectedResourceMetadata(
                        common.resourceText(),
                        issuers.stream().map(Issuer::url).toList(),
                        advertised(services.supportedScopes()),
                        common.dpop(),
                        common.resourceName(),
                        common.documentation())
                .document();
        publish(MetadataLocation.PROTECTED_RESOURCE, () -> Optional.of(resource));
        serverMetadata(issuers).ifPresent(source -> publish(MetadataLocation.AUTHORIZATION_SERVER, source));
    }

    private void publish(String wellKnown, PublicDocument.Source source) {
        location.paths(wellKnown).forEach(path -> services.publish(path, source));
    }

    /** Several issuers have several documents. A merged document would describe an issuer that does not exist. */
    private Optional<PublicDocument.Source> serverMetadata(List<Issuer> issuers) {
        if (documents.file().isPresent()) {
            return Optional.of(documents::file);
        }
        if (!documents.mirrorsIssuer() || issuers.size() != 1) {
            return Optional.empty();
        }
        Issuer issuer = issuers.get(0);
        return issuer.metadata()
                .map(metadata ->
                        new AuthServerMetadataMirror(metadata, issuer.http().policy()));
    }

    private void announce() {
        services.publicUrl(common.resource());
        services.notice("OAuth resource " + common.resourceText() + ", metadata at " + location.metadataUrl());
        location.rewriteRule().ifPresent(services::notice);
        settings.forEach(issuer -> services.notice("OAuth issuer " + issuer.name() + ": " + issuer.issuer()
                + ", audiences " + issuer.policy().audience().accepted() + ", algorithms "
                + issuer.algorithms().stream().map(Algorithm::wireName).toList()));
    }

    private SelfCheck selfCheck(Challenges challenges) {
        Map<String, URI> addresses = settings.stream()
                .filter(issuer -> issuer.jwksUri().isPresent())
                .collect(Collectors.toMap(
                        IssuerSettings::name, issuer -> issuer.jwksUri().orElseThrow()));
        return new SelfCheck(
                location,
                new PublicUrlCheck(common.resourceText(), location, http),
                challenges,
                addresses,
                common.time().skew(),
                services.clock());
    }
}
