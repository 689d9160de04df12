package dev.lmcp.auth.oauth;

import dev.lmcp.spi.Authenticator;
import dev.lmcp.spi.PublicDocument;
import dev.lmcp.spi.Services;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts the parts together, once the settings have been read. */
final class Construction {

    private final CommonSettings common;
    private final DocumentSettings documents;
    private final List<IssuerSettings> settings;
    private final Outbound outbound;
    private final Services services;
    private final Background background;
    private final ResourceLocation location;

    Construction(
            CommonSettings common,
            DocumentSettings documents,
            List<IssuerSettings> settings,
            Outbound outbound,
            Services services) {
        this.common = common;
        this.documents = documents;
        this.settings = List.copyOf(settings);
        this.outbound = outbound;
        this.services = services;
        this.background = Background.of(services);
        this.location = new ResourceLocation(common.resource(), services.endpointPath());
    }

    Authenticator authenticator() {
        Issuers factory = new Issuers(common, outbound, background);
        List<Issuer> issuers = settings.stream().map(factory::start).toList();
        publish(issuers);
        announce();
        Challenges challenges =
                new Challenges(location.metadata(), advertised(services.requiredScopes()), common.explained());
        return new OAuthAuthenticator(
                new Tokens(issuers, new TokenCache(common.cacheSize(), background), common.cacheAge()),
                new DpopProofs(common.dpop(), Set.of(common.resource())),
                common.dpop(),
                challenges,
                issuers,
                common.maxTokenBytes(),
                services.clock(),
                selfCheck(challenges));
    }

    /** Some servers want a scope asked for by a longer name than the one that stands in the token. */
    private List<String> advertised(List<String> scopes) {
        return scopes.stream().map(scope -> common.advertisedPrefix() + scope).toList();
    }

    private void publish(List<Issuer> issuers) {
        PublicDocument resource = new ProtectedResource(
                        common.resourceText(),
                        issuers.stream().map(Issuer::url).toList(),
                        advertised(services.supportedScopes()),
                        common.dpop(),
                        common.resourceName(),
                        common.documentation())
                .document();
        publish(ResourceLocation.RESOURCE, () -> Optional.of(resource));
        serverMetadata(issuers).ifPresent(source -> publish(ResourceLocation.SERVER, source));
    }

    private void publish(String wellKnown, PublicDocument.Source source) {
        location.served(wellKnown).forEach(path -> services.publish(path, source));
    }

    /** With several issuers there is no one document to show, and merging theirs would invent an issuer. */
    private Optional<PublicDocument.Source> serverMetadata(List<Issuer> issuers) {
        if (documents.file().isPresent()) {
            return Optional.of(documents::file);
        }
        if (!documents.mirrored() || issuers.size() != 1) {
            return Optional.empty();
        }
        return issuers.get(0).metadata().map(metadata -> new ServerMirror(metadata, outbound.guard()));
    }

    private void announce() {
        services.notice("OAuth resource " + common.resourceText() + ", metadata at " + location.metadata());
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
                new OutsideView(common.resourceText(), location, outbound),
                challenges,
                outbound,
                addresses,
                common.time().skew(),
                services.clock());
    }
}
