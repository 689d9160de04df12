package dev.lmcp.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;

/**
 * Discards what a client sends after the last response of its connection.
 *
 * <p>If the connection were closed at once, it would be reset, and the client could lose the response (RFC 9112 §9.6). So
 * the server ends its own side first, and reads on for a limited time and amount.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends in channelInactive
final class UnreadInput extends ChannelInboundHandlerAdapter {

    private static final int MAX_BYTES = 1024 * 1024;

    private int count;

    private UnreadInput() {}

    /** Takes the place of the decoder. */
    static void discard(Channel channel, RequestDecoder decoder, ConnectionTimer timer) {
        timer.awaitUnread();
        channel.pipeline().replace(decoder, null, new UnreadInput());
        channel.config().setAutoRead(true);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (tls != null) {
                tls.closeOutbound();
            } else if (channel instanceof SocketChannel socket && socket.isActive()) {
                socket.shutdownOutput();
            } else {
                channel.close();
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf piece) {
            count += piece.readableBytes();
        }
        ReferenceCountUtil.release(message);
        if (count > MAX_BYTES) {
            context.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            context.close();
        }
    }
}
