package dev.lmcp.auth.oauth;

import dev.lmcp.spi.PublicDocument;
import java.time.Duration;
import java.util.Optional;

/**
 * The authorization server's metadata at our own address, for clients of the 2025-03-26 revision, which look nowhere
 * else: the issuer's bytes, unchanged, once they have been checked to be the issuer's.
 */
record ServerMirror(IssuerMetadata metadata, OutboundGuard guard) implements PublicDocument.Source {

    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    @Override
    public Optional<PublicDocument> read() {
        return metadata.current()
                .filter(found -> found.isFitToMirror(guard))
                .map(found ->
                        PublicDocument.of("application/json", found.bytes()).withMaxAge(MAX_AGE));
    }
}
