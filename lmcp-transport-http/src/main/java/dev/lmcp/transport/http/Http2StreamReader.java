package dev.lmcp.transport.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.lang.System.Logger.Level;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the request of one stream of HTTP/2 and has it handled.
 *
 * <p>Before the response, it stops reading while nobody wants the body. Then the window of the stream closes (RFC 9113 §5.2),
 * and the client waits. Used by the event loop of the connection.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends in channelInactive
final class Http2StreamReader extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private final HttpServer server;
    private final Channel channel;
    private final IntPredicate isAccepted;
    private final Http2Stream stream;

    private @Nullable HttpExchange exchange;
    private @Nullable Runnable onProgress;
    private @Nullable Deadline deadline;
    private boolean isCounted;
    private boolean isDispatched;
    private boolean isResponseBegun;
    private boolean isFinished;
    private boolean isAllWritten;

    /** The bytes that wait for the client, and those that waited when the deadline was set. */
    private long unwritten;

    private long unwrittenBefore;

    /**
     * Creates a reader.
     *
     * @param isAccepted returns whether the connection serves a stream with this number
     */
    Http2StreamReader(HttpServer server, Channel channel, IntPredicate isAccepted) {
        this.server = server;
        this.channel = channel;
        this.isAccepted = isAccepted;
        this.stream = new Http2Stream(server, channel, this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (isFinished) {
                return;
            }
            if (message instanceof Http2HeadersFrame head) {
                read(head);
            } else if (message instanceof Http2DataFrame data && exchange != null) {
                if (!isResponseBegun) {
                    exchange.body().add(data.content());
                }
                completeIf(data.isEndStream());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(Http2HeadersFrame frame) {
        // Fields behind the body are dropped, as those of HTTP/1.1 are.
        if (exchange == null) {
            begin(frame);
        }
        completeIf(frame.isEndStream());
    }

    private void begin(Http2HeadersFrame frame) {
        isCounted = isAccepted(frame) && server.beginStream();
        if (!isCounted) {
            isFinished = true;
            stream.reset(Http2Error.REFUSED_STREAM);
            return;
        }
        try {
            RequestHead head = Http2Fields.head(frame.headers(), frame.isEndStream(), server.scheme(channel.parent()));
            exchange =
                    new HttpExchange(stream, server.forwarding().apply(head, ProxyHeader.forwarder(channel.parent())));
        } catch (RefusedRequestException e) {
            LOG.log(Level.DEBUG, "a request was refused with {0}: {1}", e.status(), e.getMessage());
            stream.refuse(e.status());
        }
    }

    private boolean isAccepted(Http2HeadersFrame frame) {
        Http2FrameStream opened = frame.stream();
        return opened == null || isAccepted.test(opened.id());
    }

    private void completeIf(boolean isEnd) {
        HttpExchange current = exchange;
        if (isEnd && current != null && !isFinished) {
            clearDeadline();
            current.body().complete();
            if (!isDispatched) {
                dispatch(current);
            }
        }
    }

    private void dispatch(HttpExchange current) {
        isDispatched = true;
        if (current.takeBody()) {
            current.run(server.endpoint()::handle);
        } else {
            stream.handOver(() -> current.run(server.endpoint()::handle));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        HttpExchange current = exchange;
        if (current == null || isFinished) {
            return;
        }
        if (!isDispatched) {
            dispatch(current);
        }
        if (!isResponseBegun && !current.body().isComplete() && !current.body().isAwaited()) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (onProgress != null) {
            onProgress.run();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        // The client has ended its side of the whole connection.
        boolean isLeft = event == ChannelInputShutdownReadComplete.INSTANCE || event == SslCloseCompletionEvent.SUCCESS;
        if (isLeft && !isFinished) {
            leave();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (isCounted) {
            isCounted = false;
            server.endStream();
        }
        // Each stream becomes inactive. After the response, nobody has left.
        boolean isLeft = !isFinished;
        isFinished = true;
        clearDeadline();
        if (isLeft) {
            leave();
        }
        if (onProgress != null) {
            onProgress.run();
        }
    }

    private void leave() {
        if (exchange != null) {
            exchange.leave();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        ConnectionFailure.log(failure);
        stream.reset(
                failure instanceof Http2Exception.StreamException fault ? fault.error() : Http2Error.INTERNAL_ERROR);
    }

    /** Returns whether the exchange has not ended. */
    boolean isServing() {
        return !isFinished && channel.isActive();
    }

    boolean isResponseBegun() {
        return isResponseBegun;
    }

    /** Reads the body for which the handler waits. */
    void readBody() {
        deadline().set(server.timeouts().body());
        channel.config().setAutoRead(true);
    }

    /**
     * Notes that a response begins.
     *
     * @param progress run when the client has taken bytes, or when the stream has ended
     */
    void beginResponse(Runnable progress) {
        isResponseBegun = true;
        onProgress = progress;
        // The rest of the body is read and dropped: Netty does not end a stream while frames of it wait unread.
        channel.config().setAutoRead(true);
    }

    /** Counts bytes until they are written. */
    ChannelFuture watched(int bytes, ChannelFuture write) {
        unwritten += bytes;
        return write.addListener(written -> unwritten -= bytes);
    }

    /** Ends the exchange once its last frame is written. */
    void finish(ChannelFuture last) {
        isFinished = true;
        onProgress = null;
        unwrittenBefore = unwritten;
        last.addListener(written -> {
            isAllWritten = true;
            clearDeadline();
            if (exchange == null || !exchange.body().isComplete()) {
                // Nobody wants the rest of the request (RFC 9113 §8.1). If all of it has arrived, the stream is closed
                // already.
                stream.reset(Http2Error.NO_ERROR);
            }
        });
        if (!isAllWritten && channel.isActive()) {
            deadline().set(server.timeouts().write());
        }
    }

    private Deadline deadline() {
        Deadline current = deadline;
        if (current == null) {
            current = new Deadline(channel.eventLoop(), this::expired);
            deadline = current;
        }
        return current;
    }

    private void clearDeadline() {
        if (deadline != null) {
            deadline.cancel();
        }
    }

    private void expired() {
        if (!isFinished) {
            HttpExchange late = exchange;
            stream.refuse(408);
            if (late != null) {
                late.leave();
            }
        } else if (unwritten < unwrittenBefore) {
            unwrittenBefore = unwritten;
            deadline().set(server.timeouts().write());
        } else {
            stream.cutOff("a client did not read its response in time; its stream was ended");
        }
    }
}
