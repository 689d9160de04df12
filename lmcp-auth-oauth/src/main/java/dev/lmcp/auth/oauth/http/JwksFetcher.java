package dev.lmcp.auth.oauth.http;

import java.time.Duration;
import java.util.Optional;

/** Fetches an issuer's JWK Set document. Each call blocks. Safe for concurrent use. */
public interface JwksFetcher {

    /**
     * Fetches the document. An implementation may retry once.
     *
     * @param entityTag the {@code ETag} of the cached document, if there is one
     * @return the document, without a body if the cached one is still current
     * @throws FetchFailedException if the call fails
     */
    Document fetch(Optional<String> entityTag) throws FetchFailedException;

    /** Reports that the fetch failed, or that the document cannot be used: it may have moved to another URL. */
    default void reportFailure() {
        // There may be only one URL.
    }

    /**
     * A response.
     *
     * @param body the document; empty if the cached document is still current
     * @param entityTag the {@code ETag} of the document
     * @param maxAge the {@code max-age} of the document, if it may be cached
     */
    record Document(Optional<byte[]> body, Optional<String> entityTag, Optional<Duration> maxAge) {}
}
