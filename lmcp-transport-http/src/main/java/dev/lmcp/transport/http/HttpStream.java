package dev.lmcp.transport.http;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.Peer;
import io.netty.channel.Channel;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Carries requests and their responses, one at a time, as their exchanges see it: a connection of HTTP/1.1, or one stream of
 * HTTP/2.
 *
 * <p>Safe for concurrent use. What changes its state runs on the event loop of its channel.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends in channelInactive
abstract class HttpStream {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");
    private static final Headers TEXT = Headers.of("Content-Type", "text/plain");

    private final HttpServer server;
    private final Channel channel;

    /**
     * Creates a stream.
     *
     * @param channel carries this stream, and is closed with it
     */
    HttpStream(HttpServer server, Channel channel) {
        this.server = server;
        this.channel = channel;
    }

    final Timeouts timeouts() {
        return server.timeouts();
    }

    final boolean isOpen() {
        return channel.isActive();
    }

    final boolean isWritable() {
        return channel.isWritable();
    }

    /** Returns whether this thread serves the channel, and must not block. */
    final boolean isInLoop() {
        return channel.eventLoop().inEventLoop();
    }

    /** Runs a task on the event loop. */
    final void execute(Runnable task) {
        if (isInLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
    }

    /** Runs work that may block. */
    final void handOver(Runnable work) {
        try {
            server.handlers().execute(work);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "work of a request was dropped because the transport stops");
            channel.close();
        }
    }

    final void flush() {
        channel.flush();
    }

    final void close() {
        channel.close();
    }

    /** Runs a task on the event loop, unless the exchange has ended. */
    final void onLoop(HttpExchange exchange, Runnable task) {
        execute(() -> {
            if (isServing(exchange)) {
                task.run();
            }
        });
    }

    /** Reads the body, and calls {@code later} on a thread that may block. */
    final void await(HttpExchange exchange, int maxBytes, Consumer<Exchange.Body> later) {
        execute(() -> {
            RequestBody body = exchange.body();
            if (!isServing(exchange)) {
                body.abort();
            }
            body.await(maxBytes, received -> handOver(() -> later.accept(received)));
            if (body.isAwaited()) {
                readBody(exchange);
            }
        });
    }

    /** Ends the stream at once, and drops what the client has not read. */
    final void cutOff(String reason) {
        LOG.log(Level.DEBUG, reason);
        execute(this::reset);
    }

    /** Returns whether the response to a request with this method has a body (RFC 9110 §9.3.2 and §6.4.1). */
    static boolean hasBody(String method, int status) {
        return hasLength(status) && !method.equals("HEAD");
    }

    /** Returns whether a response has a length. One with status 204 has none (RFC 9110 §8.6). */
    static boolean hasLength(int status) {
        return status != 204 && status != 304;
    }

    /** Returns a response of this transport itself. */
    static Exchange.Response refusal(int status) {
        return new Exchange.Response(
                status, TEXT, ("HTTP status " + status + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    abstract Peer peer();

    /** Returns whether the stream serves this exchange, and its response has not ended. Called by the event loop. */
    abstract boolean isServing(HttpExchange exchange);

    /** Reads the body for which the handler waits. Called by the event loop. */
    abstract void readBody(HttpExchange exchange);

    /** Returns a number that changes as the client takes what waits for it. Called by any thread. */
    abstract long bytesLeft();

    /** Ends the stream, and drops what waits for the client. Called by the event loop. */
    abstract void reset();

    /** Sends a complete response. */
    abstract void respond(HttpExchange exchange, Exchange.Response response);

    /** Answers with a status of this transport, unless a response has begun, and ends the stream. */
    abstract void fail(HttpExchange exchange, int status);

    /**
     * Begins a response whose body comes piece by piece.
     *
     * @param progress run by the event loop when the client has taken bytes, or when the stream has ended
     */
    abstract void open(HttpExchange exchange, Headers headers, Runnable progress);

    /** Writes a piece of a body. */
    abstract void write(HttpExchange exchange, byte[] bytes);

    /** Writes without flushing. The listener is run when the piece has gone out, or never will. */
    abstract void writeLater(HttpExchange exchange, byte[] bytes, Runnable listener);

    /** Ends the body of a response that came piece by piece. */
    abstract void end(HttpExchange exchange);
}
