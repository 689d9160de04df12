package dev.lmcp.transport.http;

import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import dev.lmcp.transport.http.ResponseHead.Framing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;

/** Writes responses to one connection, byte by byte as they go out. */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write or close ends in channelInactive
final class ResponseOutput {

    /** A body up to this size is copied behind its head, so that both are one write. */
    private static final int MAX_COPIED = 32 * 1024;

    private static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");
    private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");

    private final Channel channel;
    private final DateField date;

    ResponseOutput(Channel channel, DateField date) {
        this.channel = channel;
        this.date = date;
    }

    /** Tells the client that its body is wanted (RFC 9110 §10.1.1). */
    void writeContinue() {
        channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE), channel.voidPromise());
    }

    /** Writes a complete response. */
    void respond(RequestHead request, Exchange.Response response, boolean isKeptAlive) {
        byte[] body = response.body();
        Framing framing =
                HttpStream.hasLength(response.status()) ? new Framing.Length(body.length) : new Framing.None();
        boolean hasBody = HttpStream.hasBody(request.method(), response.status());
        boolean isCopied = body.length <= MAX_COPIED;
        ByteBuf out = channel.alloc().buffer(ResponseHead.USUAL_SIZE + (hasBody && isCopied ? body.length : 0));
        new ResponseHead(response.status(), response.headers(), framing, isKeptAlive).writeTo(out, date);
        if (hasBody && isCopied) {
            out.writeBytes(body);
        }
        channel.write(out, channel.voidPromise());
        if (hasBody && !isCopied) {
            channel.write(Unpooled.wrappedBuffer(body), channel.voidPromise());
        }
        channel.flush();
    }

    /** Writes a response of this transport, which closes the connection. */
    void refuse(int status) {
        Exchange.Response response = HttpStream.refusal(status);
        byte[] text = response.body();
        ByteBuf out = channel.alloc().buffer(ResponseHead.USUAL_SIZE);
        new ResponseHead(status, response.headers(), new Framing.Length(text.length), false).writeTo(out, date);
        out.writeBytes(text);
        channel.writeAndFlush(out, channel.voidPromise());
    }

    /** Writes the head of a response with status 200 whose body comes piece by piece. */
    void open(RequestHead request, Headers headers, boolean isKeptAlive) {
        Framing framing = request.isChunkable() ? new Framing.Chunks() : new Framing.None();
        ByteBuf out = channel.alloc().buffer(ResponseHead.USUAL_SIZE);
        new ResponseHead(200, headers, framing, isKeptAlive).writeTo(out, date);
        channel.writeAndFlush(out, channel.voidPromise());
    }

    /** Returns a piece of a body as it goes out. */
    static ByteBuf piece(RequestHead request, byte[] bytes) {
        if (request.method().equals("HEAD") || bytes.length == 0) {
            return Unpooled.EMPTY_BUFFER;
        }
        if (!request.isChunkable()) {
            return Unpooled.wrappedBuffer(bytes);
        }
        byte[] size = ascii(Integer.toHexString(bytes.length));
        ByteBuf out = Unpooled.buffer(size.length + bytes.length + 4);
        out.writeBytes(size).writeByte('\r').writeByte('\n');
        out.writeBytes(bytes).writeByte('\r').writeByte('\n');
        return out;
    }

    /** Writes the end of a body that came piece by piece. */
    void end(RequestHead request) {
        if (request.isChunkable() && !request.method().equals("HEAD")) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(LAST_CHUNK), channel.voidPromise());
        }
    }

    /** Closes the connection at once, and drops what the client has not read. Does nothing if it is closed already. */
    static void reset(Channel channel) {
        if (channel.isActive()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            HttpServer.cutOff(channel);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
