package dev.lmcp.auth.oauth.http;

import java.net.URI;

/** Finds the current URL of an issuer's endpoint; may block, and is safe for concurrent use. */
public interface EndpointLocator {

    /**
     * Finds the URL.
     *
     * @return the URL of the endpoint
     * @throws FetchFailedException if the issuer's metadata cannot be fetched, or if it does not name the endpoint
     */
    URI locate() throws FetchFailedException;

    /**
     * Calls the endpoint, and reports a call that failed.
     *
     * @param <T> what the call brings
     * @throws FetchFailedException if the endpoint is not found, or if the call fails
     */
    default <T> T call(EndpointCall<T> call) throws FetchFailedException {
        URI uri = locate();
        try {
            return call.to(uri);
        } catch (FetchFailedException failure) {
            reportFailure();
            throw failure;
        }
    }

    /** A call to an endpoint. */
    @FunctionalInterface
    interface EndpointCall<T> {

        T to(URI uri) throws FetchFailedException;
    }

    /** Reports that a call to the URL failed. The issuer may have moved the endpoint, so its metadata is read again. */
    default void reportFailure() {
        // A configured URL does not change.
    }
}
