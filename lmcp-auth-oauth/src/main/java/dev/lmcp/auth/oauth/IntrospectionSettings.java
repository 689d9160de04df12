package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings for introspection.
 *
 * @param uri the URL of the endpoint; if it is not set, the issuer's metadata has it
 * @param timeToLive how long a positive response is cached
 */
record IntrospectionSettings(
        Style style,
        Optional<URI> uri,
        String clientId,
        Secret clientSecret,
        StandardIntrospectionEndpoint.AuthMethod authMethod,
        Duration timeToLive) {

    /** The protocol of the endpoint. */
    enum Style {
        RFC7662,
        GOOGLE_TOKENINFO
    }

    private static final String URL = "introspection.url";
    private static final String SECRET = "introspection.client-secret-file";

    /** Reads the settings, and reports each problem. Returns empty if there is no endpoint. */
    static Optional<IntrospectionSettings> read(
            Settings settings, boolean usesDiscovery, OutboundPolicy outboundPolicy) {
        Style style = settings.choice("introspection.style", Style.class, Style.RFC7662);
        Optional<URI> uri = settings.uri(URL);
        IssuerSettings.requireAllowed(settings, URL, outboundPolicy);
        boolean hasEndpoint = uri.isPresent() || (usesDiscovery && style == Style.RFC7662);
        if (!hasEndpoint) {
            settings.problem(
                    URL, "is not set and cannot be discovered; expected the URL of the introspection endpoint");
        }
        boolean isStandard = style == Style.RFC7662;
        String clientId = isStandard ? settings.required("introspection.client-id") : "";
        Optional<Secret> secret = SettingFiles.secretText(settings, SECRET).flatMap(text -> secret(settings, text));
        if (isStandard && settings.text(SECRET).isEmpty()) {
            settings.problem(SECRET, "is not set; expected a file with the client secret of this server");
        }
        IntrospectionSettings read = new IntrospectionSettings(
                style,
                uri,
                clientId,
                secret.orElse(Secret.of("")),
                settings.choice(
                        "introspection.auth-method",
                        StandardIntrospectionEndpoint.AuthMethod.class,
                        StandardIntrospectionEndpoint.AuthMethod.BASIC),
                settings.duration(
                        "introspection.cache-ttl", Duration.ofSeconds(30), Duration.ZERO, Duration.ofMinutes(10)));
        return hasEndpoint ? Optional.of(read) : Optional.empty();
    }

    private static Optional<Secret> secret(Settings settings, String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.size() != 1) {
            settings.problem(
                    SECRET,
                    "contains " + (lines.isEmpty() ? "no secret" : lines.size() + " lines")
                            + "; expected one line with the client secret of this server");
            return Optional.empty();
        }
        return Optional.of(Secret.of(lines.get(0)));
    }
}
