package dev.lmcp.transport.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * A connection of HTTP/1.1: it reads a request, has it handled, and reads the next one when the socket has taken the response.
 *
 * <p>It reads while a request is handled, because only a read tells that the client has left. It stops reading while bytes
 * wait that it must not take yet. What is private runs on the event loop of the connection. So does Netty's part.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends in channelInactive
final class Http1Connection extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private final HttpServer server;
    private final Channel channel;
    private final RequestDecoder decoder;
    private final ResponseOutput output;
    private final ConnectionTimer timer;
    private final Http1Stream stream;

    private @Nullable HttpExchange current;
    private @Nullable Runnable onProgress;
    private boolean isReading;
    private boolean isDispatched;
    private boolean isKeptAlive;
    private boolean isResponseBegun;
    private boolean isInputShut;
    private boolean isStopping;

    Http1Connection(HttpServer server, Channel channel, RequestDecoder decoder) {
        this.server = server;
        this.channel = channel;
        this.decoder = decoder;
        this.output = new ResponseOutput(channel, server.date());
        this.timer = new ConnectionTimer(this, channel, server.timeouts());
        this.stream = new Http1Stream(server, this, channel, output);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        timer.awaitHead();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        isReading = true;
        try {
            if (message instanceof HttpObject part && !isClosing()) {
                read(part);
            }
        } finally {
            isReading = false;
            ReferenceCountUtil.release(message);
        }
    }

    private boolean isClosing() {
        return current == null && !isKeptAlive && isResponseBegun;
    }

    private void read(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            refuse(RequestDecoder.statusOf(part.decoderResult()));
        } else if (part instanceof HttpRequest request) {
            begin(request);
        }
        HttpExchange exchange = current;
        if (exchange != null && part instanceof HttpContent content) {
            exchange.body().add(content.content());
            if (part instanceof LastHttpContent) {
                complete(exchange);
            }
        }
    }

    private void begin(HttpRequest request) {
        try {
            RequestHead head = server.forwarding()
                    .apply(RequestHead.of(request, server.scheme(channel)), ProxyHeader.forwarder(channel));
            timer.stop();
            current = new HttpExchange(stream, head);
            isDispatched = false;
            isResponseBegun = false;
        } catch (RefusedRequestException e) {
            LOG.log(Level.DEBUG, "a request was refused with {0}: {1}", e.status(), e.getMessage());
            refuse(e.status());
        }
    }

    private void complete(HttpExchange exchange) {
        decoder.hold();
        timer.stop();
        exchange.body().complete();
        if (!isDispatched) {
            dispatch(exchange);
        }
    }

    private void dispatch(HttpExchange exchange) {
        isDispatched = true;
        if (exchange.takeBody()) {
            exchange.run(server.endpoint()::handle);
        } else {
            stream.handOver(() -> exchange.run(server.endpoint()::handle));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        HttpExchange exchange = current;
        if (exchange != null) {
            if (!isDispatched) {
                dispatch(exchange);
            }
            boolean isBodyWanted = exchange.body().isAwaited();
            boolean isWaiting = exchange.body().isComplete() ? decoder.hasBytes() : !isBodyWanted;
            if (isWaiting) {
                channel.config().setAutoRead(false);
            }
        } else if (!isClosing() && decoder.hasBytes()) {
            timer.awaitRestOfHead();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (onProgress != null) {
            onProgress.run();
        }
        if (current == null && isKeptAlive && isResponseBegun && channel.isWritable()) {
            next();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == StopEvent.BEGUN) {
            stop();
        }
        // With TLS, the client may say that it ends before its side of the socket does.
        if (event == ChannelInputShutdownEvent.INSTANCE || event == SslCloseCompletionEvent.SUCCESS) {
            isInputShut = true;
            HttpExchange exchange = current;
            if (exchange == null || !exchange.body().isComplete()) {
                leave();
                closeWhenWritten();
            } else {
                exchange.leave();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        timer.cancel();
        leave();
        current = null;
        if (onProgress != null) {
            onProgress.run();
        }
    }

    /** Tells the current exchange that its client has left. */
    private void leave() {
        if (current != null) {
            current.leave();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        ConnectionFailure.log(failure);
        channel.close();
    }

    void headTimedOut() {
        if (decoder.hasBytes()) {
            refuse(408);
        } else {
            channel.close();
        }
    }

    /** Returns whether the exchange has not ended. */
    boolean isServing(HttpExchange exchange) {
        return exchange == current;
    }

    /** Reads the body for which the handler waits. */
    void readBody(HttpExchange exchange) {
        if (exchange.head().isContinueExpected()) {
            output.writeContinue();
        }
        timer.awaitBody();
        channel.config().setAutoRead(true);
    }

    /** Sets what is run when the socket has taken bytes, or when the connection has ended. */
    void onProgress(Runnable progress) {
        onProgress = progress;
    }

    /** Closes the connection at once, and drops what the client has not read. */
    void cutOff(String reason) {
        stream.cutOff(reason);
    }

    /** Closes the connection as soon as it is idle. */
    private void stop() {
        isStopping = true;
        if (current == null) {
            closeWhenWritten();
        }
    }

    /** Notes that a response begins. Returns whether the connection may have another request after it. */
    boolean beginResponse(HttpExchange exchange) {
        isResponseBegun = true;
        isKeptAlive = exchange.head().isKeptAlive()
                && exchange.body().isComplete()
                && !isInputShut
                && !isStopping
                && !server.isStopAnnounced();
        return isKeptAlive;
    }

    /** Ends an exchange whose response is written. */
    void finish(HttpExchange exchange) {
        current = null;
        onProgress = null;
        if (!isKeptAlive || isInputShut || isStopping) {
            isKeptAlive = false;
            // A client that did not ask for the end may have sent its next request already.
            boolean isLastRequest = !exchange.head().isKeptAlive() || isStopping;
            leaveUnread(exchange.body().isComplete() && isLastRequest);
        } else if (channel.isWritable()) {
            next();
        } else {
            timer.awaitReader();
        }
    }

    private void next() {
        isResponseBegun = false;
        timer.awaitNextRequest();
        channel.config().setAutoRead(true);
        if (isReading) {
            // The decoder called this, and goes on by itself.
            decoder.release();
        } else {
            decoder.resume(channel.pipeline().context(decoder));
        }
    }

    /** Answers what is not a request that can be handled, or has taken too long, and closes. */
    void refuse(int status) {
        decoder.hold();
        HttpExchange exchange = current;
        current = null;
        boolean hasBegun = exchange != null && isResponseBegun;
        isResponseBegun = true;
        isKeptAlive = false;
        if (hasBegun) {
            channel.close();
        } else {
            output.refuse(status);
            leaveUnread(false);
        }
        if (exchange != null) {
            exchange.leave();
        }
    }

    private void leaveUnread(boolean isAllRead) {
        if (isAllRead || isInputShut) {
            closeWhenWritten();
        } else {
            UnreadInput.discard(channel, decoder, timer);
        }
    }

    private void closeWhenWritten() {
        timer.awaitReader();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> channel.close());
    }
}
