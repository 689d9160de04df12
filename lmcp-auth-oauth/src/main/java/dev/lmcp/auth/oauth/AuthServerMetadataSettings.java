package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.jose.StrictJson;
import dev.lmcp.spi.PublicDocument;
import dev.lmcp.spi.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings for the metadata of the authorization server that this server serves.
 *
 * @param file the operator's document
 * @param mirrorsIssuer true if the issuer's document is served when there is no file
 */
record AuthServerMetadataSettings(Optional<PublicDocument> file, boolean mirrorsIssuer) {

    private static final String FILE = "auth-server-metadata-file";
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    enum Mode {
        MIRROR,
        OFF
    }

    static AuthServerMetadataSettings read(Settings settings) {
        boolean mirrorsIssuer = settings.choice("auth-server-metadata", Mode.class, Mode.MIRROR) == Mode.MIRROR;
        return new AuthServerMetadataSettings(
                SettingFiles.text(settings, FILE).flatMap(text -> document(settings, text)), mirrorsIssuer);
    }

    private static Optional<PublicDocument> document(Settings settings, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (StrictJson.DOCUMENT.object(bytes).filter(json -> json.has("issuer")).isEmpty()) {
            settings.problem(
                    FILE,
                    "is not a JSON object with an 'issuer'; expected authorization server metadata (RFC 8414 §2)");
            return Optional.empty();
        }
        return Optional.of(PublicDocument.of("application/json", bytes).withMaxAge(MAX_AGE));
    }
}
