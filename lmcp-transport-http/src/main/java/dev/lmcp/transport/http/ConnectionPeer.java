package dev.lmcp.transport.http;

import dev.lmcp.spi.Peer;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * The other end of a connection.
 *
 * @param channel the connection
 */
record ConnectionPeer(Channel channel) implements Peer {

    @Override
    public Optional<String> address() {
        return ProxyHeader.sender(channel).map(InetAddress::getHostAddress);
    }

    @Override
    public List<X509Certificate> certificates() {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            return List.of();
        }
        try {
            return Arrays.stream(tls.engine().getSession().getPeerCertificates())
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }
}
