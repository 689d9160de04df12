package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.OutboundPolicy;
import dev.lmcp.spi.PublicDocument;
import java.time.Duration;
import java.util.Optional;

/**
 * Serves a copy of the authorization server's metadata, for clients of the 2025-03-26 revision.
 *
 * <p>These clients request the metadata only from this server. The copy has the issuer's bytes, unchanged, after they
 * were checked.
 */
record AuthServerMetadataMirror(AuthServerMetadataCache metadata, OutboundPolicy policy)
        implements PublicDocument.Source {

    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    @Override
    public Optional<PublicDocument> read() {
        return metadata.current()
                .filter(found -> found.hasAllowedEndpoints(policy))
                .map(found ->
                        PublicDocument.of("application/json", found.bytes()).withMaxAge(MAX_AGE));
    }
}
