package dev.lmcp.transport.http;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.spi.Peer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One stream of HTTP/2, which has one request and its response (RFC 9113 §8.1), as its exchange sees it. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends in channelInactive
final class Http2Stream extends HttpStream {

    /** A larger body goes out in pieces of this size, so that the progress of a slow client shows. */
    private static final int PIECE_BYTES = 16 * 1024;

    private final HttpServer server;
    private final Channel channel;
    private final Http2StreamReader reader;

    Http2Stream(HttpServer server, Channel channel, Http2StreamReader reader) {
        super(server, channel);
        this.server = server;
        this.channel = channel;
        this.reader = reader;
    }

    @Override
    Peer peer() {
        return new ConnectionPeer(channel.parent());
    }

    @Override
    boolean isServing(HttpExchange exchange) {
        return reader.isServing();
    }

    @Override
    void readBody(HttpExchange exchange) {
        if (exchange.head().isContinueExpected()) {
            channel.writeAndFlush(new DefaultHttp2HeadersFrame(status(100)));
        }
        reader.readBody();
    }

    @Override
    long bytesLeft() {
        return channel.bytesBeforeWritable();
    }

    @Override
    void reset() {
        reset(Http2Error.CANCEL);
    }

    @Override
    void respond(HttpExchange exchange, Exchange.Response response) {
        onLoop(exchange, () -> respond(exchange.head().method(), response));
    }

    private void respond(String method, Exchange.Response response) {
        byte[] body = response.body();
        Http2Headers fields = fields(response.status(), response.headers());
        if (hasLength(response.status())) {
            fields.setInt("content-length", body.length);
        }
        boolean hasBody = body.length > 0 && hasBody(method, response.status());
        reader.beginResponse(() -> {});
        ChannelFuture last = channel.write(new DefaultHttp2HeadersFrame(fields, !hasBody));
        for (int at = 0; hasBody && at < body.length; at += PIECE_BYTES) {
            int size = Math.min(PIECE_BYTES, body.length - at);
            ByteBuf piece = Unpooled.wrappedBuffer(body, at, size);
            last = reader.watched(size, channel.write(new DefaultHttp2DataFrame(piece, at + size == body.length)));
        }
        channel.flush();
        reader.finish(last);
    }

    /** Answers what is not a request that can be handled, or has taken too long. */
    void refuse(int status) {
        respond("", refusal(status));
    }

    @Override
    void fail(HttpExchange exchange, int status) {
        onLoop(exchange, () -> {
            if (reader.isResponseBegun()) {
                reset(Http2Error.INTERNAL_ERROR);
            } else {
                refuse(status);
            }
        });
    }

    @Override
    void open(HttpExchange exchange, Headers headers, Runnable progress) {
        onLoop(exchange, () -> {
            reader.beginResponse(progress);
            channel.writeAndFlush(new DefaultHttp2HeadersFrame(fields(200, headers)));
        });
    }

    @Override
    void write(HttpExchange exchange, byte[] bytes) {
        if (hasContent(exchange, bytes)) {
            int at = 0;
            while (bytes.length - at > PIECE_BYTES) {
                channel.write(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes, at, PIECE_BYTES)));
                at += PIECE_BYTES;
            }
            channel.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes, at, bytes.length - at)));
        }
    }

    @Override
    void writeLater(HttpExchange exchange, byte[] bytes, Runnable listener) {
        if (hasContent(exchange, bytes)) {
            channel.write(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes)))
                    .addListener(written -> listener.run());
        } else {
            listener.run();
        }
    }

    private static boolean hasContent(HttpExchange exchange, byte[] bytes) {
        return bytes.length > 0 && !exchange.head().method().equals("HEAD");
    }

    @Override
    void end(HttpExchange exchange) {
        onLoop(exchange, () -> reader.finish(channel.writeAndFlush(new DefaultHttp2DataFrame(true))));
    }

    /** Ends the stream and drops what waits for the client (RFC 9113 §5.4.2). The other streams go on. */
    void reset(Http2Error error) {
        channel.writeAndFlush(new DefaultHttp2ResetFrame(error));
        channel.close();
    }

    private Http2Headers fields(int status, Headers headers) {
        Http2Headers fields = status(status).set("date", server.date().text());
        headers.forEach((name, value) -> fields.add(name.toLowerCase(Locale.ROOT), new AsciiString(plain(value))));
        return fields;
    }

    private static Http2Headers status(int status) {
        return new DefaultHttp2Headers(false).status(Integer.toString(status));
    }

    /** Returns text as ISO 8859-1, without what could begin a new line (RFC 9110 §5.5). */
    private static byte[] plain(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ResponseHead.plain((char) (bytes[i] & 0xff));
        }
        return bytes;
    }
}
