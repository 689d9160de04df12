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

    private ProxyHeader() {}

    /** Adds the handlers that read the header to a new connection. */
    static void expect(ChannelPipeline pipeline) {
        pipeline.addLast(new HAProxyMessageDecoder(), new ProxyHeader());
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

    @Override
    protected void channelRead0(ChannelHandlerContext context, HAProxyMessage header) {
        // A LOCAL connection is of the proxy itself, as a health check. The other kinds have no IP address.
        String address = header.sourceAddress();
        if (header.command() == HAProxyCommand.PROXY && address != null) {
            TrustedProxies.address(address)
                    .ifPresent(found -> context.channel().attr(SENDER).set(found));
        }
        context.pipeline().remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        ConnectionFailure.log(failure);
        context.close();
    }
}
