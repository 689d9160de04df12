package dev.lmcp.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsAckFrame;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.Set;

/**
 * A connection of HTTP/2 (RFC 9113): its limits, and when it ends.
 *
 * <p>Netty's codec ends a connection whose client sends floods: streams that are reset at once, or that make the server reset
 * them, empty data, and header blocks in many small pieces. {@link Http2FloodGuard} bounds the other frames. Used by one event
 * loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed close ends in channelInactive
final class Http2Connection extends ChannelInboundHandlerAdapter {

    private static final int MAX_STREAMS = 100;

    /** The bytes of bodies that may wait on all streams of a connection, four times as many as on one stream. */
    private static final int WINDOW_BYTES = 256 * 1024;

    /**
     * The fields of responses that go into the table of the encoder (RFC 7541 §2.3.2). The client chooses the size of this
     * table, up to 4 GiB. So a field with many values, as the id of a session, could fill the memory.
     */
    private static final Set<String> INDEXED = Set.of(":status", "content-type", "cache-control");

    private final HttpServer server;
    private final Timeouts timeouts;
    private final Http2FrameCodec codec;
    private final Http2Ending ending;
    private final Deadline idle;

    private Http2Connection(HttpServer server, Channel channel, Http2FrameCodec codec) {
        this.server = server;
        this.timeouts = server.timeouts();
        this.codec = codec;
        this.ending = new Http2Ending(channel, codec);
        this.idle = new Deadline(channel.eventLoop(), ending::close);
    }

    /** Adds the handlers to a connection. */
    static void begin(HttpServer server, ChannelPipeline pipeline) {
        Channel channel = pipeline.channel();
        Http2FrameCodec codec = Http2FrameCodecBuilder.forServer()
                .initialSettings(Http2Settings.defaultSettings()
                        .maxConcurrentStreams(MAX_STREAMS)
                        .maxHeaderListSize(RequestDecoder.MAX_HEAD_BYTES))
                .decoupleCloseAndGoAway(true)
                .headerSensitivityDetector((name, value) -> !INDEXED.contains(name.toString()))
                .build();
        Http2Connection connection = new Http2Connection(server, channel, codec);
        pipeline.addLast(
                new Http2ReadGate(channel, SocketProgress.of(pipeline), server.timeouts()),
                new Http2FloodGuard(codec),
                codec,
                new Http2MultiplexHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        stream.pipeline().addLast(new Http2StreamReader(server, stream, connection::isAccepted));
                    }
                }),
                connection);
    }

    /** Returns whether a stream that has begun is served. */
    private boolean isAccepted(int stream) {
        return !ending.isTooLate(stream) && codec.connection().numActiveStreams() <= MAX_STREAMS;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) throws Http2Exception {
        var connection = codec.connection();
        boundStreams();
        var window = connection.local().flowController();
        window.incrementWindowSize(
                connection.connectionStream(), WINDOW_BYTES - window.windowSize(connection.connectionStream()));
        idle.set(timeouts.head());
        connection.addListener(new Http2ConnectionAdapter() {
            @Override
            public void onStreamActive(io.netty.handler.codec.http2.Http2Stream stream) {
                idle.clear();
                if (server.isStopAnnounced()) {
                    ending.announce();
                }
            }

            @Override
            public void onStreamClosed(io.netty.handler.codec.http2.Http2Stream stream) {
                if (connection.numActiveStreams() == 0) {
                    idle.set(timeouts.idle());
                }
                ending.streamEnded();
            }
        });
    }

    /**
     * Bounds the streams, also for a client that never acknowledges the settings. Until it has read them, a client may begin
     * more. Netty would close the connection for the body of a stream that it refuses, so it accepts some more to be refused.
     */
    private void boundStreams() {
        codec.connection().remote().maxActiveStreams(2 * MAX_STREAMS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Http2PingFrame ping) {
            ending.received(ping);
        } else if (message instanceof Http2SettingsAckFrame) {
            boundStreams();
        }
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        boolean isLeft = event == ChannelInputShutdownReadComplete.INSTANCE || event == SslCloseCompletionEvent.SUCCESS;
        if (isLeft || event == StopEvent.BEGUN) {
            ending.close();
        } else if (event == StopEvent.ANNOUNCED) {
            ending.announce();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        idle.cancel();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        ConnectionFailure.log(failure);
        if (Http2CodecUtil.getEmbeddedHttp2Exception(failure) == null) {
            ending.close();
        }
        // Otherwise the codec tells the client the error, and closes.
    }
}
