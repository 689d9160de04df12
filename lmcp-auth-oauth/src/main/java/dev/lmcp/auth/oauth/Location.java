package dev.lmcp.auth.oauth;

import java.net.URI;

/** Where an issuer's endpoint is now. May block; safe for concurrent use. */
interface Location {

    URI find() throws FetchFailed;

    /** The address that an issuer's metadata give under this name. */
    static Location in(IssuerMetadata metadata, String name) {
        return () -> {
            Metadata found = metadata.fresh();
            return found.uri(name)
                    .orElseThrow(() -> new FetchFailed("'" + found.source() + "' has no usable '" + name + "'"));
        };
    }
}
