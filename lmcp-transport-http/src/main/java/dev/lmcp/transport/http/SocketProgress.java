package dev.lmcp.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;

/**
 * Tells whether the socket of a connection takes bytes, also while more of them are added to what waits.
 *
 * <p>It is the first handler, so that it counts the bytes as TLS has made them. Used by one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends in channelInactive
final class SocketProgress extends ChannelOutboundHandlerAdapter {

    private final Channel channel;
    private long added;

    private SocketProgress(Channel channel) {
        this.channel = channel;
    }

    /** Begins to count. */
    static SocketProgress of(ChannelPipeline pipeline) {
        SocketProgress progress = new SocketProgress(pipeline.channel());
        pipeline.addFirst(progress);
        return progress;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        long before = waiting();
        context.write(message, promise);
        added += waiting() - before;
    }

    /** Returns what waits for the socket, as Netty counts it: a message that was not written yet counts as a whole. */
    private long waiting() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** Returns a number that is larger than before if the socket has taken bytes in the meantime, and equal otherwise. */
    long taken() {
        return added - ConnectionTimer.bytesLeft(channel);
    }
}
