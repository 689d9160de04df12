package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.HttpUrl;
import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.spi.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The settings that all issuers share.
 *
 * @param prefix the prefix of the keys of these settings
 * @param hasResource false if {@code resource} is not valid; then a problem was reported
 * @param resourceText the resource as the operator wrote it
 * @param audiences the accepted audiences of an issuer that has no list of its own
 */
record CommonSettings(
        String prefix,
        boolean hasResource,
        String resourceText,
        URI resource,
        Set<String> audiences,
        TimeRule time,
        JwksRefreshPolicy refresh,
        boolean allowsEmptySet,
        boolean allowsOriginChange,
        int tokenCacheSize,
        Duration tokenCacheTimeToLive,
        int maxTokenSize,
        DpopMode dpop,
        boolean describesErrors,
        String advertisedPrefix,
        Optional<String> resourceName,
        Optional<String> documentation) {

    /** Replaces a missing resource, so that the problems of all other settings are reported too. */
    private static final URI PLACEHOLDER = URI.create("https://unknown.invalid");

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    enum ErrorDetail {
        SAFE,
        NONE
    }

    /** Reads the settings, and reports each problem. */
    static CommonSettings read(Settings settings) {
        String text = settings.required("resource");
        Optional<URI> resource = resource(settings, text);
        List<String> aliases = settings.list("resource-aliases");
        Set<String> audiences = new LinkedHashSet<>(spellings(text, resource));
        audiences.addAll(aliases);
        List.of("dpop", "max-token-age").forEach(key -> SettingRules.refuseEmpty(settings, key));
        SettingRules.refuseWildcard(settings, "resource-aliases");
        return new CommonSettings(
                settings.prefix(),
                resource.isPresent(),
                text,
                resource.orElse(PLACEHOLDER),
                audiences,
                time(settings),
                refresh(settings),
                settings.flag("jwks.allow-empty-set", false),
                settings.flag("jwks.allow-origin-change", false),
                (int) settings.number("token-cache.size", 4096, 0, 1_000_000),
                settings.duration("token-cache.ttl", Duration.ofSeconds(60), Duration.ZERO, Duration.ofHours(1)),
                (int) settings.number("max-token-size", 16_384, 512, 65_536),
                settings.choice("dpop", DpopMode.class, DpopMode.OFF),
                settings.choice("error-detail", ErrorDetail.class, ErrorDetail.SAFE) == ErrorDetail.SAFE,
                settings.text("scopes.advertise-prefix").orElse(""),
                settings.text("resource-name"),
                settings.text("resource-documentation"));
    }

    private static Optional<URI> resource(Settings settings, String text) {
        Optional<URI> uri = settings.uri("resource");
        if (uri.isEmpty()) {
            return Optional.empty();
        }
        // Only clients on the same machine may call without TLS. On a network, others could read the token.
        boolean isValid = uri.get().getHost() != null
                && uri.get().getRawFragment() == null
                && uri.get().getRawUserInfo() == null
                && ("https".equalsIgnoreCase(uri.get().getScheme())
                        || ("http".equalsIgnoreCase(uri.get().getScheme())
                                && OutboundPolicy.isLoopback(OutboundPolicy.host(uri.get()))));
        if (!isValid) {
            settings.problem(
                    "resource",
                    "'" + text + "' is not usable; expected the https URL that clients call, without"
                            + " user and fragment; http is allowed for localhost only");
            return Optional.empty();
        }
        String canonical = HttpUrl.canonical(uri.get());
        if (!canonical.equals(text)) {
            settings.problem(
                    "resource",
                    "'" + text + "' is not spelled as clients send it, because their URL parsers change it; expected '"
                            + canonical + "'; if the issuer knows this resource by the other spelling, list that in"
                            + " 'resource-aliases'");
            return Optional.empty();
        }
        return uri;
    }

    /** A URL without a path and the same URL with a slash are equal (RFC 3986 §6.2.3), and clients send either. */
    private static List<String> spellings(String text, Optional<URI> resource) {
        Optional<URI> root = resource.filter(uri -> uri.getRawQuery() == null);
        if (root.filter(uri -> uri.getRawPath().isEmpty()).isPresent()) {
            return List.of(text, text + "/");
        }
        return root.filter(uri -> uri.getRawPath().equals("/")).isPresent()
                ? List.of(text, text.substring(0, text.length() - 1))
                : List.of(text);
    }

    private static TimeRule time(Settings settings) {
        Optional<String> maxTokenAge = settings.text("max-token-age").filter(text -> !text.equals("off"));
        return new TimeRule(
                settings.duration("clock-skew", Duration.ofSeconds(30), Duration.ZERO, Duration.ofSeconds(300)),
                settings.duration(
                        "max-token-lifetime", Duration.ofDays(366), Duration.ofMinutes(1), Duration.ofDays(36_600)),
                maxTokenAge.map(text -> settings.duration("max-token-age", DAY, SECOND, Duration.ofDays(366))),
                false);
    }

    private static JwksRefreshPolicy refresh(Settings settings) {
        JwksRefreshPolicy refresh = new JwksRefreshPolicy(
                settings.duration("jwks.min-ttl", Duration.ofMinutes(5), SECOND, DAY),
                settings.duration("jwks.max-ttl", DAY, SECOND, Duration.ofDays(7)),
                settings.duration("jwks.max-stale", Duration.ofHours(1), Duration.ZERO, DAY),
                settings.duration("jwks.cooldown", Duration.ofSeconds(30), SECOND, Duration.ofHours(1)));
        if (refresh.minTimeToLive().compareTo(refresh.maxTimeToLive()) > 0) {
            settings.problem("jwks.min-ttl", "is longer than 'jwks.max-ttl'; expected at most the same duration");
        }
        return refresh;
    }
}
