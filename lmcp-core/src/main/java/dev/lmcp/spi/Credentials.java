package dev.lmcp.spi;

import java.util.Optional;

/**
 * What a request presents to prove who sent it: header fields and what the transport knows of its sender, never the body.
 *
 * <p>Implemented by lmcp; tests use {@code TestCredentials} of lmcp-testkit. Valid during one call of
 * {@link Authenticator#authenticate}, and used by its thread.
 */
public interface Credentials {

    /**
     * Returns the {@code Authorization} field (RFC 9110 §11.6.2).
     *
     * <p>The server has already refused a request that repeats the field, that carries {@code access_token} in its query,
     * or whose {@code Bearer} or {@code DPoP} token is malformed or too long.
     */
    Optional<Authorization> authorization();

    /**
     * Returns the value of a header field that occurs at most once; names are compared without regard to case.
     *
     * <p>If the request repeats the field, this method does not return, and the server answers 400. A field that was asked
     * for here counts as a credential: {@link dev.lmcp.Call#header} never shows it to a tool.
     */
    Optional<String> header(String name);

    /** Returns the HTTP method, as in {@code POST}. */
    String method();

    /** Returns the path of the request below the application's root, as in {@code /mcp}. */
    String path();

    /** Returns what the transport knows of the sender: address, client certificate, and the container's own login. */
    default Peer peer() {
        return Peer.unknown();
    }
}
