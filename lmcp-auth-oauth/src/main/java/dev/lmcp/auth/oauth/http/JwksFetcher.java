package dev.lmcp.auth.oauth.http;

import java.time.Duration;
import java.util.Optional;

/** One attempt to have an issuer's key set. Blocks; safe for concurrent use. */
public interface JwksFetcher {

    /** Asks for the document, unless it is still the one with this entity tag. */
    Document fetch(Optional<String> entityTag) throws FetchFailedException;

    /**
     * What came.
     *
     * @param body the document, or nothing where the one we have is still good
     */
    record Document(Optional<byte[]> body, Optional<String> entityTag, Optional<Duration> maxAge) {}
}
