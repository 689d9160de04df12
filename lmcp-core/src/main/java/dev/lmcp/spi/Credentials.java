package dev.lmcp.spi;

import java.util.Optional;

/** What a request presents to prove who sent it: read-only header fields, never the body. */
public interface Credentials {

    /**
     * Returns the {@code Authorization} field.
     *
     * <p>The server itself has refused requests that repeat it, that carry {@code access_token} in the query, or whose
     * {@code Bearer} or {@code DPoP} token is malformed or too long.
     */
    Optional<Authorization> authorization();

    /**
     * Returns the value of a field that occurs once.
     *
     * <p>Where a request repeats the field, this does not return: the server answers 400 in the plugin's stead.
     */
    Optional<String> header(String name);

    /** Returns the HTTP method, as in {@code POST}. */
    String method();

    /** Returns the path of the request below the application's root, as in {@code /mcp}. */
    String path();
}
