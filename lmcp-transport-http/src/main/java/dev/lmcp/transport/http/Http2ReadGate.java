package dev.lmcp.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;

/**
 * Stops reading a connection of HTTP/2 while its client does not read.
 *
 * <p>Heads of responses and acknowledgements are outside of the flow control of HTTP/2. So a client that sends and never
 * reads could fill the memory with them. If the client reads nothing for a time, the connection is closed. Used by one event
 * loop.
 */
final class Http2ReadGate extends ChannelDuplexHandler {

    private final Channel channel;
    private final Timeouts timeouts;
    private final Deadline deadline;
    private boolean isShut;
    private final SocketProgress progress;
    private long takenBefore;

    Http2ReadGate(Channel channel, SocketProgress progress, Timeouts timeouts) {
        this.channel = channel;
        this.progress = progress;
        this.timeouts = timeouts;
        this.deadline = new Deadline(channel.eventLoop(), this::expired);
    }

    /** Netty's codec reads on even without {@code autoRead}. */
    @Override
    public void read(ChannelHandlerContext context) {
        if (!isShut) {
            context.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        isShut = !channel.isWritable();
        if (isShut) {
            awaitReader();
        } else {
            deadline.clear();
        }
        channel.config().setAutoRead(!isShut);
        context.fireChannelWritabilityChanged();
    }

    private void awaitReader() {
        takenBefore = progress.taken();
        deadline.set(timeouts.write());
    }

    private void expired() {
        // More may wait than before, because running requests are answered.
        if (progress.taken() > takenBefore) {
            awaitReader();
        } else {
            ResponseOutput.reset(channel);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        deadline.cancel();
    }
}
