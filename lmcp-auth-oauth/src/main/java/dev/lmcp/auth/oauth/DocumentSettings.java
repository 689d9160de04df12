package dev.lmcp.auth.oauth;

import dev.lmcp.spi.PublicDocument;
import dev.lmcp.spi.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What is served as the authorization server's metadata.
 *
 * @param file a document that the operator wrote
 * @param mirrored whether the issuer's own is served where there is none
 */
record DocumentSettings(Optional<PublicDocument> file, boolean mirrored) {

    private static final String FILE = "as-metadata-file";
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    enum LegacyMetadata {
        MIRROR,
        OFF
    }

    static DocumentSettings read(Settings settings) {
        boolean mirrored = settings.choice("legacy-as-metadata", LegacyMetadata.class, LegacyMetadata.MIRROR)
                == LegacyMetadata.MIRROR;
        return new DocumentSettings(settings.file(FILE).flatMap(path -> document(settings, path)), mirrored);
    }

    private static Optional<PublicDocument> document(Settings settings, Path path) {
        try {
            byte[] bytes = Files.readAllBytes(path);
            if (StrictJson.DOCUMENT
                    .object(bytes)
                    .filter(json -> json.has("issuer"))
                    .isPresent()) {
                return Optional.of(PublicDocument.of("application/json", bytes).withMaxAge(MAX_AGE));
            }
            settings.problem(FILE, "holds no JSON object with an 'issuer'; expected a document as of RFC 8414 §2");
        } catch (IOException unreadable) {
            settings.problem(FILE, "could not be read; expected a readable file");
        }
        return Optional.empty();
    }
}
