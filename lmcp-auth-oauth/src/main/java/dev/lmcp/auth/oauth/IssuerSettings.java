package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.auth.oauth.http.OutboundPolicySettings;
import dev.lmcp.auth.oauth.jose.Algorithm;
import dev.lmcp.auth.oauth.jose.KeySet;
import dev.lmcp.spi.Settings;
import java.net.URI;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of one issuer.
 *
 * @param name the configured name
 * @param metadataIssuers the accepted values of {@code issuer} in the issuer's metadata
 * @param outboundPolicy the hosts that lmcp may call for this issuer
 * @param usesDiscovery true if the issuer's metadata is fetched
 */
record IssuerSettings(
        String name,
        String issuer,
        Set<String> metadataIssuers,
        OutboundPolicy outboundPolicy,
        boolean usesDiscovery,
        Optional<URI> jwksUri,
        Optional<KeySet> fixedKeys,
        Set<Algorithm> algorithms,
        TokenFormat format,
        ClaimsPolicy policy,
        Optional<IntrospectionSettings> introspection) {

    enum DiscoveryMode {
        AUTO,
        OFF
    }

    /** Reads the settings, and reports each problem. Returns empty if the issuer cannot be used. */
    static Optional<IssuerSettings> read(String name, Settings settings, CommonSettings common, OutboundPolicy listed) {
        OutboundPolicy outboundPolicy = OutboundPolicySettings.of(listed, settings);
        String issuer = settings.required("issuer");
        List.of("issuer", "jwks-uri").forEach(key -> requireAllowed(settings, key, outboundPolicy));
        Set<Algorithm> algorithms = algorithms(settings);
        TokenFormat format = settings.choice("token-format", TokenFormat.class, TokenFormat.JWT);
        boolean usesDiscovery =
                settings.choice("discovery", DiscoveryMode.class, DiscoveryMode.AUTO) == DiscoveryMode.AUTO;
        Optional<URI> jwksUri = settings.uri("jwks-uri");
        Optional<KeySet> fixedKeys = FixedKeysSettings.read(settings, algorithms);
        boolean hasKeys = !format.mayBeJwt() || usesDiscovery || jwksUri.isPresent() || fixedKeys.isPresent();
        if (!hasKeys) {
            settings.problem(
                    "discovery",
                    "is 'off' and no keys are configured; expected 'jwks-uri', 'jwks-file' or 'hmac-secret-file'");
        }
        Optional<TenantIssuerTemplate> tenants = tenants(settings);
        IssuerRule names = new IssuerRule(accepted(settings, issuer, tenants), tenants);
        ClaimsPolicy policy = ClaimsSettings.read(settings, common, names);
        Optional<IntrospectionSettings> introspection = format.mayBeOpaque()
                ? IntrospectionSettings.read(settings, usesDiscovery, outboundPolicy)
                : Optional.empty();
        refuseIdleIntrospection(settings, format);
        boolean canIntrospect = !format.mayBeOpaque() || introspection.isPresent();
        return issuer.isEmpty() || !hasKeys || !canIntrospect
                ? Optional.empty()
                : Optional.of(new IssuerSettings(
                        name,
                        issuer,
                        metadataIssuers(issuer, names),
                        outboundPolicy,
                        usesDiscovery,
                        jwksUri,
                        fixedKeys,
                        algorithms,
                        format,
                        policy,
                        introspection));
    }

    /** If there is a template, the issuer's URL only locates the metadata. Tokens may name it only if it is listed. */
    private static Set<String> accepted(Settings settings, String issuer, Optional<TenantIssuerTemplate> tenants) {
        List<String> listed = settings.list("accepted-issuers");
        return Set.copyOf(listed.isEmpty() && tenants.isEmpty() ? List.of(issuer) : listed);
    }

    private static Set<String> metadataIssuers(String issuer, IssuerRule names) {
        Set<String> issuers = new HashSet<>(names.accepted());
        issuers.add(issuer);
        names.template().ifPresent(template -> issuers.add(template.template()));
        return issuers;
    }

    private static void refuseIdleIntrospection(Settings settings, TokenFormat format) {
        if (!format.mayBeOpaque() && !settings.entriesUnder("introspection").isEmpty()) {
            settings.problem(
                    "token-format",
                    "is 'jwt', but 'introspection.…' is set; expected 'opaque' or 'auto',"
                            + " because JWTs are not introspected");
        }
    }

    /** Reports a problem if lmcp may not call the URL. */
    static void requireAllowed(Settings settings, String key, OutboundPolicy outboundPolicy) {
        settings.uri(key)
                .flatMap(uri -> outboundPolicy.objection(uri).map(why -> "'" + uri + "' " + why))
                .ifPresent(text -> settings.problem(key, text));
    }

    private static Set<Algorithm> algorithms(Settings settings) {
        Set<Algorithm> algorithms = EnumSet.noneOf(Algorithm.class);
        for (String name : settings.list("algorithms")) {
            Algorithm.named(name)
                    .ifPresentOrElse(
                            algorithms::add,
                            () -> settings.problem(
                                    "algorithms",
                                    "has '" + name + "'; expected one or more of " + Algorithm.wireNames()));
        }
        if (algorithms.isEmpty()) {
            algorithms.add(Algorithm.RS256);
        }
        if (algorithms.contains(Algorithm.HS256) && algorithms.size() > 1) {
            settings.problem(
                    "algorithms",
                    "has HS256 and other algorithms; expected HS256 alone, because its key is a secret and the"
                            + " other keys are public");
        }
        return algorithms;
    }

    private static Optional<TenantIssuerTemplate> tenants(Settings settings) {
        Optional<String> template = settings.text("tenant-issuer-template");
        Set<String> tenants = new HashSet<>(settings.list("tenants"));
        template.filter(text -> !text.contains(TenantIssuerTemplate.PLACEHOLDER))
                .ifPresent(text -> settings.problem(
                        "tenant-issuer-template",
                        "is '" + text + "'; expected a URL with '" + TenantIssuerTemplate.PLACEHOLDER + "'"));
        if (template.isPresent() && tenants.isEmpty()) {
            settings.problem(
                    "tenants",
                    "is not set, but 'tenant-issuer-template' is; expected the ids of the accepted tenants,"
                            + " or '*' for all tenants");
        }
        return template.map(text -> new TenantIssuerTemplate(text, tenants));
    }
}
