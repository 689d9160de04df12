package dev.lmcp.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Takes the header of the PROXY protocol, version 1 or 2, with which a proxy begins a connection. A connection without it is
 * closed. Used by one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed close ends in channelInactive
final class ProxyHeader extends SimpleChannelInboundHandler<HAProxyMessage> {

    private static final AttributeKey<InetAddress> SENDER = AttributeKey.valueOf(ProxyHeader.class, "SENDER");

    /** Set if the connection is of a client whose address the proxy does not tell. */
    private static final AttributeKey<Boolean> IS_HIDDEN = AttributeKey.valueOf(ProxyHeader.class, "IS_HIDDEN");

    private ProxyHeader() {}

    /** Adds the handlers that read the header to a new connection. */
    static void expect(ChannelPipeline pipeline) {
        pipeline.addLast(new ProxyExtensions(), new HAProxyMessageDecoder(), new ProxyHeader());
    }

    /** Returns the address that a connection comes from: that of its header, or else that of its socket. */
    static Optional<InetAddress> sender(Channel connection) {
        InetAddress named = connection.hasAttr(SENDER) ? connection.attr(SENDER).get() : null;
        if (named != null) {
            return Optional.of(named);
        }
        return connection.remoteAddress() instanceof InetSocketAddress socket
                ? Optional.ofNullable(socket.getAddress())
                : Optional.empty();
    }

    /**
     * Returns who has sent the requests of a connection, to judge what they say of their client. Returns empty if the proxy
     * does not tell: such a proxy passes on bytes, so that a client may have written the fields of a proxy.
     */
    static Optional<InetAddress> forwarder(Channel connection) {
        return connection.hasAttr(IS_HIDDEN) ? Optional.empty() : sender(connection);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HAProxyMessage header) {
        // A LOCAL connection is of the proxy itself, as a health check.
        if (header.command() == HAProxyCommand.PROXY) {
            Channel connection = context.channel();
            // UNKNOWN and UNIX have no IP address.
            Optional.ofNullable(header.sourceAddress())
                    .flatMap(TrustedProxies::address)
                    .ifPresentOrElse(
                            found -> connection.attr(SENDER).set(found),
                            () -> connection.attr(IS_HIDDEN).set(true));
        }
        context.pipeline().remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        ConnectionFailure.log(failure);
        context.close();
    }
}
