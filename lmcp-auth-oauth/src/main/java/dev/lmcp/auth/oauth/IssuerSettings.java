package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.OutboundPolicy;
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
 * The settings of one issuer, read and checked.
 *
 * @param metadataIssuers what the issuer's own documents may call it
 */
record IssuerSettings(
        String name,
        String issuer,
        Set<String> metadataIssuers,
        boolean discovered,
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

    /** Reads them, noting every problem; nothing where there is no issuer. */
    static Optional<IssuerSettings> read(
            String name, Settings settings, CommonSettings common, OutboundPolicy outboundPolicy) {
        String issuer = settings.required("issuer");
        List.of("issuer", "jwks-uri").forEach(key -> requireAllowed(settings, key, outboundPolicy));
        Set<Algorithm> algorithms = algorithms(settings);
        TokenFormat format = settings.choice("token-format", TokenFormat.class, TokenFormat.JWT);
        boolean discovered =
                settings.choice("discovery", DiscoveryMode.class, DiscoveryMode.AUTO) == DiscoveryMode.AUTO;
        Optional<URI> jwksUri = settings.uri("jwks-uri");
        Optional<KeySet> fixedKeys = FixedKeysSettings.read(settings, algorithms);
        boolean findable = !format.mayBeJwt() || discovered || jwksUri.isPresent() || fixedKeys.isPresent();
        if (!findable) {
            settings.problem(
                    "discovery",
                    "is 'off' and no keys are configured; expected 'jwks-uri', 'jwks-file' or"
                            + " 'hs-secret-file' beside it");
        }
        Optional<TenantTemplate> tenants = tenants(settings);
        IssuerRule names = new IssuerRule(accepted(settings, issuer, tenants), tenants);
        ClaimsPolicy policy = ClaimsSettings.read(settings, common, names);
        Optional<IntrospectionSettings> introspection = format.mayBeOpaque()
                ? IntrospectionSettings.read(settings, discovered, outboundPolicy)
                : Optional.empty();
        refuseIdleIntrospection(settings, format);
        boolean askable = !format.mayBeOpaque() || introspection.isPresent();
        return issuer.isEmpty() || !findable || !askable
                ? Optional.empty()
                : Optional.of(new IssuerSettings(
                        name,
                        issuer,
                        metadataIssuers(issuer, names),
                        discovered,
                        jwksUri,
                        fixedKeys,
                        algorithms,
                        format,
                        policy,
                        introspection));
    }

    /** With a template the issuer's own URL is where its metadata is, and no token's issuer unless listed as one. */
    private static Set<String> accepted(Settings settings, String issuer, Optional<TenantTemplate> tenants) {
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
                    "is 'jwt' and 'introspection.…' is set; expected 'opaque' or 'auto', since"
                            + " tokens that are verified here are not asked about");
        }
    }

    /** Notes a problem where lmcp would not let itself be sent to the address. */
    static void requireAllowed(Settings settings, String key, OutboundPolicy outboundPolicy) {
        settings.uri(key)
                .flatMap(uri -> outboundPolicy.objection(uri).map(why -> "'" + uri + "' " + why))
                .ifPresent(text -> settings.problem(key, text));
    }

    private static Set<Algorithm> algorithms(Settings settings) {
        Set<Algorithm> algorithms = EnumSet.noneOf(Algorithm.class);
        for (String name : settings.list("algs")) {
            Algorithm.named(name)
                    .ifPresentOrElse(
                            algorithms::add,
                            () -> settings.problem(
                                    "algs", "has '" + name + "'; expected some of " + Algorithm.wireNames()));
        }
        if (algorithms.isEmpty()) {
            algorithms.add(Algorithm.RS256);
        }
        if (algorithms.contains(Algorithm.HS256) && algorithms.size() > 1) {
            settings.problem(
                    "algs",
                    "has HS256 beside others; expected it alone, since its key is a shared secret and"
                            + " theirs are public");
        }
        return algorithms;
    }

    private static Optional<TenantTemplate> tenants(Settings settings) {
        Optional<String> template = settings.text("tenant-template");
        Set<String> tenants = new HashSet<>(settings.list("tenants"));
        template.filter(text -> !text.contains(TenantTemplate.PLACEHOLDER))
                .ifPresent(text -> settings.problem(
                        "tenant-template", "is '" + text + "'; expected '" + TenantTemplate.PLACEHOLDER + "' in it"));
        if (template.isPresent() && tenants.isEmpty()) {
            settings.problem(
                    "tenants",
                    "is not set beside 'tenant-template'; expected the ids of the tenants whose tokens"
                            + " are accepted, or '*' for everybody's");
        }
        return template.map(text -> new TenantTemplate(text, tenants));
    }
}
