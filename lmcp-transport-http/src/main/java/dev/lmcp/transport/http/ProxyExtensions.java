package dev.lmcp.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProtocolException;
import io.netty.util.AttributeKey;
import java.util.List;

/**
 * Reads the extensions (TLV, §2.2 of the PROXY protocol) of a header of version 2: whether the client has used TLS. A header
 * whose extensions are malformed is refused; Netty's decoder overlooks some of them. The bytes stay for that decoder.
 *
 * <p>Used by one event loop.
 */
final class ProxyExtensions extends ByteToMessageDecoder {

    /** Set if the client has connected to the proxy by TLS. */
    private static final AttributeKey<Boolean> IS_SECURE = AttributeKey.valueOf(ProxyExtensions.class, "IS_SECURE");

    private static final int HEAD_BYTES = 16;
    private static final int VERSION_AT = 12;
    private static final int FAMILY_AT = 13;
    private static final int LENGTH_AT = 14;

    /** The first byte of version 2. That of version 1 is a letter. */
    private static final int SECOND_VERSION = '\r';

    private static final int PROXY_COMMAND = 0x21;
    private static final int TLS = 0x20;

    /** The bit that is set if the client has connected by TLS (PP2_CLIENT_SSL). */
    private static final int CLIENT_TLS = 1;

    /** The flags of the client, and the result of the check of its certificate. */
    private static final int TLS_HEAD_BYTES = 5;

    private static final int EXTENSION_HEAD_BYTES = 3;

    /** Returns whether a trusted proxy says that the client of a connection has used TLS. */
    static boolean isSecure(Channel connection) {
        return connection.hasAttr(IS_SECURE);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int begin = in.readerIndex();
        boolean isSecond = in.getByte(begin) == SECOND_VERSION;
        if (isSecond && in.readableBytes() < HEAD_BYTES) {
            return;
        }
        if (isSecond && in.getUnsignedByte(begin + VERSION_AT) == PROXY_COMMAND) {
            int length = in.getUnsignedShort(begin + LENGTH_AT);
            if (in.readableBytes() < HEAD_BYTES + length) {
                return;
            }
            int addresses = addressBytes(in.getUnsignedByte(begin + FAMILY_AT));
            // Netty's decoder refuses a header that is too short for its addresses.
            if (length > addresses) {
                read(context.channel(), in.slice(begin + HEAD_BYTES + addresses, length - addresses));
            }
        }
        // Passes on the bytes.
        context.pipeline().remove(this);
    }

    private static int addressBytes(int family) {
        return switch (family >> 4) {
            case 1 -> 12;
            case 2 -> 36;
            case 3 -> 216;
            default -> 0;
        };
    }

    private static void read(Channel connection, ByteBuf extensions) {
        boolean isSecure = false;
        while (extensions.isReadable()) {
            int type = extensions.getUnsignedByte(extensions.readerIndex());
            ByteBuf value = next(extensions);
            if (type == TLS) {
                require(value.readableBytes() >= TLS_HEAD_BYTES);
                isSecure |= (value.getByte(value.readerIndex()) & CLIENT_TLS) != 0;
                value.skipBytes(TLS_HEAD_BYTES);
                while (value.isReadable()) {
                    next(value);
                }
            }
        }
        if (isSecure) {
            connection.attr(IS_SECURE).set(true);
        }
    }

    /** Takes an extension and returns its value. */
    private static ByteBuf next(ByteBuf extensions) {
        require(extensions.readableBytes() >= EXTENSION_HEAD_BYTES);
        extensions.skipBytes(1);
        int length = extensions.readUnsignedShort();
        require(length <= extensions.readableBytes());
        return extensions.readSlice(length);
    }

    private static void require(boolean isWellFormed) {
        if (!isWellFormed) {
            throw new HAProxyProtocolException("an extension of the PROXY header is malformed");
        }
    }
}
