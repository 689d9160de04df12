package dev.lmcp.auth.oauth;

import java.net.URI;

/** Where an issuer's endpoint is now. May block; safe for concurrent use. */
interface EndpointLocator {

    URI locate() throws FetchFailedException;

    /** The address that an issuer's metadata give under this name. */
    static EndpointLocator of(AuthServerMetadataCache metadata, String name) {
        return () -> {
            AuthServerMetadata found = metadata.latest();
            return found.uri(name)
                    .orElseThrow(
                            () -> new FetchFailedException("'" + found.source() + "' has no usable '" + name + "'"));
        };
    }
}
