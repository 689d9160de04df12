package dev.lmcp.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a new connection has HTTP/2 or HTTP/1.1.
 *
 * <p>With TLS the handshake has decided it (ALPN, RFC 7301). Without TLS, a client of HTTP/2 begins with the preface (RFC 9113
 * §3.3 and §3.4). Used by one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed close ends in channelInactive
final class ProtocolSelector extends ByteToMessageDecoder {

    private static final ByteBuf PREFACE = Http2CodecUtil.connectionPrefaceBuf().asReadOnly();

    private final HttpServer server;
    private @Nullable Deadline deadline;

    ProtocolSelector(HttpServer server) {
        this.server = server;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        deadline = new Deadline(context.channel().eventLoop(), context.channel()::close);
        deadline.set(server.timeouts().head());
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        if (deadline != null) {
            deadline.cancel();
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int count = Math.min(in.readableBytes(), PREFACE.readableBytes());
        boolean isPreface = in.slice(in.readerIndex(), count).equals(PREFACE.slice(0, count));
        if (!isPreface) {
            select(context, false);
        } else if (count == PREFACE.readableBytes()) {
            select(context, true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            SslHandler tls = context.pipeline().get(SslHandler.class);
            select(context, ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol()));
        } else if (event == StopEvent.BEGUN || event == ChannelInputShutdownEvent.INSTANCE) {
            context.close();
        }
    }

    private void select(ChannelHandlerContext context, boolean isHttp2) {
        ChannelPipeline pipeline = context.pipeline();
        if (isHttp2) {
            Http2Connection.begin(server, pipeline);
        } else {
            RequestDecoder decoder = new RequestDecoder();
            pipeline.addLast(decoder, new Http1Connection(server, context.channel(), decoder));
        }
        // The handlers that were added read what has arrived.
        pipeline.remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        ConnectionFailure.log(failure);
        context.close();
    }
}
