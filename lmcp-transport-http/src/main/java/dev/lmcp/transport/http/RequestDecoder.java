package dev.lmcp.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests, one at a time: the bytes of the next request wait until the last one is answered.
 *
 * <p>It refuses a folded header line (obs-fold, RFC 9112 §5.2), which Netty would join, and odd separators in a request
 * line. Used by one event loop.
 */
final class RequestDecoder extends HttpRequestDecoder {

    /** Larger than the largest token of 16 KiB, so that lmcp itself refuses a token that is too long. */
    static final int MAX_HEAD_BYTES = 32 * 1024;

    private boolean isHeld;
    private boolean isInFields;
    private int unchecked = -1;
    private @Nullable ByteBuf input;

    RequestDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_HEAD_BYTES)
                .setMaxHeaderSize(MAX_HEAD_BYTES)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true));
    }

    /** Stops after the current request. */
    void hold() {
        isHeld = true;
    }

    /** Ends a hold. */
    void release() {
        isHeld = false;
    }

    /** Goes on with the next request, of which bytes may have arrived. */
    void resume(ChannelHandlerContext context) {
        isHeld = false;
        if (actualReadableBytes() == 0) {
            return;
        }
        try {
            channelRead(context, Unpooled.EMPTY_BUFFER);
            channelReadComplete(context);
        } catch (Exception e) {
            context.fireExceptionCaught(e);
        }
    }

    /** Returns whether bytes of a request wait that has not begun or is not complete. */
    boolean hasBytes() {
        return isInFields || actualReadableBytes() > 0;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (isHeld) {
            return;
        }
        input = in;
        unchecked = isInFields ? in.readerIndex() : -1;
        int size = out.size();
        super.decode(context, in, out);
        if (out.size() > size) {
            isInFields = false;
        }
        if (unchecked >= 0 && isFolded(in)) {
            isInFields = false;
            out.subList(size, out.size()).clear();
            HttpMessage invalid = createInvalidMessage();
            invalid.setDecoderResult(
                    DecoderResult.failure(new RefusedRequestException(400, "a header line begins with a space")));
            out.add(invalid);
        }
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) throws Exception {
        HttpMessage message = super.createMessage(initialLine);
        isInFields = true;
        unchecked = input == null ? -1 : input.readerIndex();
        return message;
    }

    @Override
    protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
        requireSpaces(line, start);
        return super.splitSecondWordInitialLine(line, start, length);
    }

    /** Refuses other separators than spaces (RFC 9112 §3): Netty takes a tab or a lone carriage return for one as well. */
    private static void requireSpaces(byte[] line, int end) {
        for (int at = end - 1; at >= 0 && (line[at] & 0xff) <= ' '; at--) {
            if (line[at] != ' ') {
                throw new IllegalArgumentException("a request line has another separator than a space");
            }
        }
    }

    /** Returns the version; nothing if it is not spelled as RFC 9112 §2.3 has it, which Netty would overlook. */
    @Override
    protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
        requireSpaces(line, start);
        String version = super.splitThirdWordInitialLine(line, start, length);
        return version.startsWith("HTTP/") ? version : "";
    }

    /** Returns whether one of the lines that were read begins with a space. Only whole lines are read. */
    private boolean isFolded(ByteBuf in) {
        int end = in.readerIndex();
        int at = unchecked;
        while (at < end) {
            byte first = in.getByte(at);
            if (first == ' ' || first == '\t') {
                return true;
            }
            int newline = in.indexOf(at, end, (byte) '\n');
            if (newline < 0) {
                return false;
            }
            at = newline + 1;
        }
        return false;
    }

    /** Returns the status for input that is not a request. */
    static int statusOf(DecoderResult failure) {
        Throwable cause = failure.cause();
        if (cause instanceof TooLongHttpHeaderException) {
            return 431;
        }
        return cause instanceof TooLongHttpLineException ? 414 : 400;
    }
}
