package dev.lmcp.transport.http;

import dev.lmcp.spi.Peer;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;

/**
 * The other end of a connection.
 *
 * @param remote its address
 */
record ConnectionPeer(SocketAddress remote) implements Peer {

    @Override
    public Optional<String> address() {
        return remote instanceof InetSocketAddress socket && socket.getAddress() != null
                ? Optional.of(socket.getAddress().getHostAddress())
                : Optional.empty();
    }
}
