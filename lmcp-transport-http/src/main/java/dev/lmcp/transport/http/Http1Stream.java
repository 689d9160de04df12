package dev.lmcp.transport.http;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.Peer;
import io.netty.channel.Channel;

/** A connection of HTTP/1.1 as the exchange sees it that the connection serves at that time. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends in channelInactive
final class Http1Stream extends HttpStream {

    private final Http1Connection connection;
    private final Channel channel;
    private final ResponseOutput output;

    Http1Stream(HttpServer server, Http1Connection connection, Channel channel, ResponseOutput output) {
        super(server, channel);
        this.connection = connection;
        this.channel = channel;
        this.output = output;
    }

    @Override
    Peer peer() {
        return new ConnectionPeer(channel);
    }

    @Override
    boolean isServing(HttpExchange exchange) {
        return connection.isServing(exchange);
    }

    @Override
    void readBody(HttpExchange exchange) {
        connection.readBody(exchange);
    }

    @Override
    long bytesLeft() {
        return ConnectionTimer.bytesLeft(channel);
    }

    @Override
    void reset() {
        ResponseOutput.reset(channel);
    }

    @Override
    void respond(HttpExchange exchange, Exchange.Response response) {
        onLoop(exchange, () -> {
            boolean isKeptAlive = connection.beginResponse(exchange);
            output.respond(exchange.head(), response, isKeptAlive);
            connection.finish(exchange);
        });
    }

    @Override
    void fail(HttpExchange exchange, int status) {
        onLoop(exchange, () -> connection.refuse(status));
    }

    @Override
    void open(HttpExchange exchange, Headers headers, Runnable progress) {
        onLoop(exchange, () -> {
            boolean isKeptAlive = connection.beginResponse(exchange);
            connection.onProgress(progress);
            output.open(exchange.head(), headers, isKeptAlive);
        });
    }

    @Override
    void write(HttpExchange exchange, byte[] bytes) {
        channel.writeAndFlush(ResponseOutput.piece(exchange.head(), bytes), channel.voidPromise());
    }

    @Override
    void writeLater(HttpExchange exchange, byte[] bytes, Runnable listener) {
        channel.write(ResponseOutput.piece(exchange.head(), bytes)).addListener(written -> listener.run());
    }

    @Override
    void end(HttpExchange exchange) {
        onLoop(exchange, () -> {
            output.end(exchange.head());
            connection.finish(exchange);
        });
    }
}
