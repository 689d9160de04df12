package dev.lmcp.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.lang.System.Logger.Level;

/**
 * Closes a connection whose client begins a second handshake of TLS 1.2 (RFC 5246 §7.4.1.1). Each one costs the server far more
 * than the client, and HTTP/2 forbids it (RFC 9113 §9.2.1).
 *
 * <p>The type of a record is never encrypted in TLS 1.2. The client sends one handshake record behind its ChangeCipherSpec: the
 * Finished message. The next one begins another handshake. In TLS 1.3 there is one as well, a second ClientHello, and later
 * ones have the type of application data. Used by one event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed close ends in channelInactive
final class RenegotiationGuard extends ChannelInboundHandlerAdapter {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.http");

    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;

    /** Type, version and length of a record. */
    private static final int HEAD_BYTES = 5;

    private int headBytes;
    private int type;
    private int rest;
    private boolean isCipherChanged;
    private boolean isFinished;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes && isSecondHandshake(bytes)) {
            ReferenceCountUtil.release(message);
            LOG.log(Level.DEBUG, "a client began a second TLS handshake; its connection was closed");
            context.close();
        } else {
            context.fireChannelRead(message);
        }
    }

    private boolean isSecondHandshake(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (headBytes == HEAD_BYTES && rest > 0) {
                int skipped = Math.min(rest, end - at);
                rest -= skipped;
                at += skipped;
            } else if (headBytes == HEAD_BYTES) {
                headBytes = 0;
            } else if (isForbidden(bytes.getUnsignedByte(at++))) {
                return true;
            }
        }
        return false;
    }

    /** Takes a byte of the head of a record. Returns whether the record is one of a second handshake. */
    private boolean isForbidden(int value) {
        boolean isForbidden = false;
        if (headBytes == 0) {
            type = value;
            isForbidden = type == HANDSHAKE && isFinished;
            isFinished |= type == HANDSHAKE && isCipherChanged;
            isCipherChanged |= type == CHANGE_CIPHER_SPEC;
        } else if (headBytes == HEAD_BYTES - 2) {
            rest = value << 8;
        } else if (headBytes == HEAD_BYTES - 1) {
            rest |= value;
        }
        headBytes++;
        return isForbidden;
    }
}
