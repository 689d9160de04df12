package dev.lmcp.transport.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2PingFrame;
import java.time.Duration;

/**
 * Ends a connection of HTTP/2 so that no request is lost (RFC 9113 §6.8).
 *
 * <p>The first GOAWAY names no stream, so that requests that are on their way are still served. The second one names the last
 * stream that is served. It follows when the client has answered a PING, because then the client has read the first one. Later
 * streams are refused one by one. Netty is not told: it would close the connection for the body of a refused request. Used by
 * one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends in channelInactive
final class Http2Ending {

    /** The largest identifier of a stream (RFC 9113 §5.1.1). */
    private static final int ANY_STREAM = Integer.MAX_VALUE;

    private static final long PING = 0x6c6d_6370_7374_6f70L;

    /** How long requests may run on after the last one was accepted. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Channel channel;
    private final Http2FrameCodec codec;
    private int lastStream = ANY_STREAM;
    private boolean isAnnounced;
    private boolean isLastStreamNamed;
    private boolean isClosing;

    Http2Ending(Channel channel, Http2FrameCodec codec) {
        this.channel = channel;
        this.codec = codec;
    }

    /** Asks the client to send its next requests elsewhere. */
    void announce() {
        if (!isAnnounced && !isLastStreamNamed) {
            isAnnounced = true;
            ChannelHandlerContext context = channel.pipeline().context(codec);
            goAway(context, ANY_STREAM);
            codec.encoder().writePing(context, false, PING, context.newPromise());
            context.flush();
        }
    }

    /** Takes the answer to a PING. */
    void received(Http2PingFrame ping) {
        if (ping.ack() && ping.content() == PING && isAnnounced && !isLastStreamNamed) {
            nameLastStream();
        }
    }

    private ChannelFuture nameLastStream() {
        isLastStreamNamed = true;
        lastStream = codec.connection().remote().lastStreamCreated();
        ChannelHandlerContext context = channel.pipeline().context(codec);
        ChannelFuture sent = goAway(context, lastStream);
        context.flush();
        return sent;
    }

    private ChannelFuture goAway(ChannelHandlerContext context, int stream) {
        return codec.encoder()
                .frameWriter()
                .writeGoAway(context, stream, Http2Error.NO_ERROR.code(), Unpooled.EMPTY_BUFFER, context.newPromise());
    }

    /** Returns whether a stream came too late. The client knows that it was not served. */
    boolean isTooLate(int stream) {
        return stream > lastStream;
    }

    /** Accepts no more streams, and closes the connection when those that are there have ended. */
    void close() {
        if (isClosing || !channel.isActive()) {
            return;
        }
        isClosing = true;
        ChannelFuture told = isLastStreamNamed ? channel.newSucceededFuture() : nameLastStream();
        if (isIdle()) {
            told.addListener(sent -> channel.close());
        } else {
            Deadline deadline = new Deadline(channel.eventLoop(), channel::close);
            deadline.set(TIMEOUT);
            channel.closeFuture().addListener(closed -> deadline.cancel());
        }
    }

    /** Notes that a stream has ended. */
    void streamEnded() {
        if (isClosing && isIdle()) {
            channel.close();
        }
    }

    private boolean isIdle() {
        return codec.connection().numActiveStreams() == 0;
    }
}
