package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How an issuer is asked about its tokens.
 *
 * @param uri where; found by discovery where it is not set
 */
record IntrospectionSettings(
        Style style,
        Optional<URI> uri,
        String clientId,
        Secret clientSecret,
        StandardIntrospectionEndpoint.ClientAuthentication authentication,
        Duration age) {

    /** Whose way of answering. */
    enum Style {
        RFC7662,
        GOOGLE_TOKENINFO
    }

    private static final String URL = "introspection.url";
    private static final String SECRET = "introspection.secret-file";

    /** Reads them, noting every problem; nothing where there is nobody to ask. */
    static Optional<IntrospectionSettings> read(Settings settings, boolean discovered, OutboundPolicy outboundPolicy) {
        Style style = settings.choice("introspection.style", Style.class, Style.RFC7662);
        Optional<URI> uri = settings.uri(URL);
        IssuerSettings.requireAllowed(settings, URL, outboundPolicy);
        boolean findable = uri.isPresent() || (discovered && style == Style.RFC7662);
        if (!findable) {
            settings.problem(
                    URL, "is not set and cannot be discovered; expected the address at which tokens are looked up");
        }
        boolean standard = style == Style.RFC7662;
        String clientId = standard ? settings.required("introspection.client-id") : "";
        Optional<Secret> secret = settings.file(SECRET).flatMap(path -> secret(settings, path));
        if (standard && settings.text(SECRET).isEmpty()) {
            settings.problem(SECRET, "is not set; expected a file with the secret of this server's own client");
        }
        IntrospectionSettings read = new IntrospectionSettings(
                style,
                uri,
                clientId,
                secret.orElse(Secret.of("")),
                settings.choice(
                        "introspection.auth",
                        StandardIntrospectionEndpoint.ClientAuthentication.class,
                        StandardIntrospectionEndpoint.ClientAuthentication.BASIC),
                settings.duration(
                        "introspection.cache-ttl", Duration.ofSeconds(30), Duration.ZERO, Duration.ofMinutes(10)));
        return findable ? Optional.of(read) : Optional.empty();
    }

    private static Optional<Secret> secret(Settings settings, Path path) {
        try {
            return Optional.of(Files.readString(path).strip())
                    .filter(text -> !text.isEmpty())
                    .map(Secret::of);
        } catch (IOException unreadable) {
            settings.problem(SECRET, "could not be read; expected a readable text file");
            return Optional.empty();
        }
    }
}
