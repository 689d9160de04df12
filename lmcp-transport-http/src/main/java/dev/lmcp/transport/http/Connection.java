package dev.lmcp.transport.http;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.Peer;
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
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One connection: it reads a request, has it handled, and reads the next one when the socket has taken the response.
 *
 * <p>It reads while a request is handled, because only a read tells that the client has left. It stops reading while bytes
 * wait that it must not take yet. What is private runs on the event loop of the connection. So does Netty's part.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends in channelInactive
final class Connection extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private final HttpServer server;
    private final Channel channel;
    private final RequestDecoder decoder;
    private final ResponseOutput output;
    private final ConnectionTimer timer;

    private @Nullable HttpExchange current;
    private @Nullable Runnable onProgress;
    private boolean isReading;
    private boolean isDispatched;
    private boolean isKeptAlive;
    private boolean isResponseBegun;
    private boolean isInputShut;
    private boolean isStopping;

    Connection(HttpServer server, Channel channel, RequestDecoder decoder) {
        this.server = server;
        this.channel = channel;
        this.decoder = decoder;
        this.output = new ResponseOutput(channel, server.date());
        this.timer = new ConnectionTimer(this, channel, server.timeouts());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        server.opened(this);
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
            RequestHead head = RequestHead.of(request, server.scheme());
            timer.stop();
            current = new HttpExchange(this, head);
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
            handOver(() -> exchange.run(server.endpoint()::handle));
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
        server.closed(this);
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

    Timeouts timeouts() {
        return server.timeouts();
    }

    Peer peer() {
        return new ConnectionPeer(channel);
    }

    boolean isOpen() {
        return channel.isActive();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    /** Returns whether this thread serves the connection, and must not block. */
    boolean isInLoop() {
        return channel.eventLoop().inEventLoop();
    }

    /** Runs a task on the event loop. */
    void execute(Runnable task) {
        if (isInLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
    }

    /** Runs a task on the event loop, unless the exchange has ended. */
    private void onLoop(HttpExchange exchange, Runnable task) {
        execute(() -> {
            if (exchange == current) {
                task.run();
            }
        });
    }

    /** Runs work that may block. */
    void handOver(Runnable work) {
        try {
            server.handlers().execute(work);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "work of a request was dropped because the transport stops");
            channel.close();
        }
    }

    /** Reads the body, and calls {@code later} on a thread that may block. */
    void await(HttpExchange exchange, int maxBytes, Consumer<Exchange.Body> later) {
        execute(() -> {
            RequestBody body = exchange.body();
            if (exchange != current) {
                body.abort();
            }
            body.await(maxBytes, received -> handOver(() -> later.accept(received)));
            if (body.isAwaited()) {
                if (exchange.head().isContinueExpected()) {
                    output.writeContinue();
                }
                timer.awaitBody();
                channel.config().setAutoRead(true);
            }
        });
    }

    void respond(HttpExchange exchange, Exchange.Response response) {
        onLoop(exchange, () -> {
            beginResponse(exchange);
            output.respond(exchange.head(), response, isKeptAlive);
            finished(exchange);
        });
    }

    /** Answers with a status of this transport, unless a response has begun, and closes. */
    void fail(HttpExchange exchange, int status) {
        onLoop(exchange, () -> refuse(status));
    }

    /**
     * Begins a response whose body comes piece by piece.
     *
     * @param progress run by the event loop when the socket has taken bytes, or when the connection has ended
     */
    void open(HttpExchange exchange, Headers headers, Runnable progress) {
        onLoop(exchange, () -> {
            beginResponse(exchange);
            onProgress = progress;
            output.open(exchange.head(), headers, isKeptAlive);
        });
    }

    void write(HttpExchange exchange, byte[] bytes) {
        channel.writeAndFlush(ResponseOutput.piece(exchange.head(), bytes), channel.voidPromise());
    }

    /** Writes without flushing. The listener is run when the socket has taken the bytes, or never will. */
    void writeLater(HttpExchange exchange, byte[] bytes, Runnable listener) {
        channel.write(ResponseOutput.piece(exchange.head(), bytes)).addListener(written -> listener.run());
    }

    void flush() {
        channel.flush();
    }

    /** Ends the body of a response that came piece by piece. */
    void end(HttpExchange exchange) {
        onLoop(exchange, () -> {
            output.end(exchange.head());
            finished(exchange);
        });
    }

    /** Closes the connection at once, and drops what the client has not read. */
    void cutOff(String reason) {
        LOG.log(Level.DEBUG, reason);
        execute(output::reset);
    }

    void close() {
        channel.close();
    }

    /** Closes the connection as soon as it is idle. */
    void stop() {
        execute(() -> {
            isStopping = true;
            if (current == null) {
                closeWhenWritten();
            }
        });
    }

    private void beginResponse(HttpExchange exchange) {
        isResponseBegun = true;
        isKeptAlive = exchange.head().isKeptAlive() && exchange.body().isComplete() && !isInputShut && !isStopping;
    }

    private void finished(HttpExchange exchange) {
        current = null;
        onProgress = null;
        if (!isKeptAlive || isInputShut || isStopping) {
            isKeptAlive = false;
            leaveUnread(exchange.body().isComplete());
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
