package dev.lmcp.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameTypes;
import io.netty.util.ReferenceCountUtil;

/**
 * Closes a connection of HTTP/2 whose client sends many frames that carry nothing (RFC 9113 §10.5): all but requests and
 * bodies, as PING, SETTINGS, PRIORITY and WINDOW_UPDATE, also those of streams that have ended.
 *
 * <p>Each such frame costs some bytes of an allowance. The allowance grows with the time up to a bound, and with the bytes
 * that the client is sent: a client that reads much sends many window updates, and measures its connection with PING.
 *
 * <p>It reads the heads of frames only (RFC 9113 §4.1). Used by one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write ends in channelInactive
final class Http2FloodGuard extends ChannelDuplexHandler {

    /** What a frame costs, besides its payload. An answer to PING has fewer bytes, so that it does not pay for another PING. */
    private static final int FRAME_COST = 32;

    /** Enough for about 1000 frames at once, and then for 100 in a second. */
    private static final long MAX_SAVED = 1000 * (FRAME_COST + 8);

    private static final long NANOS_PER_BYTE = 1_000_000_000L / (100 * (FRAME_COST + 8));

    private static final int HEAD_BYTES = Http2CodecUtil.FRAME_HEADER_LENGTH;

    private final Http2FrameCodec codec;

    private long allowance = MAX_SAVED;
    private long grantedAt = System.nanoTime();
    private boolean isClosed;

    /** The bytes to skip: at first those of the preface. */
    private int rest = Http2CodecUtil.connectionPrefaceBuf().readableBytes();

    private int headBytes;
    private int length;
    private int type;
    private int flags;

    Http2FloodGuard(Http2FrameCodec codec) {
        this.codec = codec;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            allowance += bytes.readableBytes();
        }
        context.write(message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!isClosed && (!(message instanceof ByteBuf bytes) || isAllowed(bytes))) {
            context.fireChannelRead(message);
            return;
        }
        ReferenceCountUtil.release(message);
        if (!isClosed) {
            isClosed = true;
            codec.onError(
                    context.pipeline().context(codec),
                    false,
                    Http2Exception.connectionError(
                            Http2Error.ENHANCE_YOUR_CALM, "more frames without content than the server accepts"));
            context.flush();
        }
    }

    private boolean isAllowed(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (rest > 0) {
                int skipped = Math.min(rest, end - at);
                rest -= skipped;
                at += skipped;
            } else if (isHeadComplete(bytes.getUnsignedByte(at++))) {
                rest = length;
                allowance -= cost();
                if (allowance < 0 && !isGranted()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Takes a byte of the head of a frame. Returns whether it was the last one. */
    private boolean isHeadComplete(int value) {
        if (headBytes < 3) {
            length = (length << 8 | value) & 0xff_ffff;
        } else if (headBytes == 3) {
            type = value;
        } else if (headBytes == 4) {
            flags = value;
        }
        headBytes = (headBytes + 1) % HEAD_BYTES;
        return headBytes == 0;
    }

    private int cost() {
        return switch (type) {
            case Http2FrameTypes.HEADERS, Http2FrameTypes.CONTINUATION -> 0;
            case Http2FrameTypes.DATA -> isContent() ? 0 : FRAME_COST;
            default -> FRAME_COST + length;
        };
    }

    /** Returns whether DATA moves its request forward. Padding may be all that it has. */
    private boolean isContent() {
        boolean isPadded = (flags & Http2Flags.PADDED) != 0;
        boolean isLast = (flags & Http2Flags.END_STREAM) != 0;
        return isLast || (length > 0 && !isPadded);
    }

    /** Grants what the time since the last grant allows. Returns whether it is enough. */
    private boolean isGranted() {
        long now = System.nanoTime();
        allowance += Math.min(MAX_SAVED, (now - grantedAt) / NANOS_PER_BYTE);
        grantedAt = now;
        return allowance >= 0;
    }
}
