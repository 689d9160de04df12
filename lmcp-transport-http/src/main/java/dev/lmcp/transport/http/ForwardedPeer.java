package dev.lmcp.transport.http;

import dev.lmcp.spi.Peer;
import java.util.Optional;

/**
 * A client behind a trusted proxy. The certificate of the connection is that of the proxy, so the client has none.
 *
 * @param address the address that the proxy names; empty if the proxy hides it
 */
record ForwardedPeer(Optional<String> address) implements Peer {}
