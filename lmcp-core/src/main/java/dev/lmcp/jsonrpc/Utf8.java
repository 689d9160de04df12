package dev.lmcp.jsonrpc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Tells whether bytes are UTF-8, as strictly as the JDK: JSON parsers let over-long forms and surrogates pass. */
final class Utf8 {

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int SCRATCH = 1024;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private Utf8() {}

    static boolean isWellFormed(byte[] bytes) {
        return isAscii(bytes) || isDecodable(ByteBuffer.wrap(bytes));
    }

    /** Eight bytes at a time, since most messages are nothing else. */
    static boolean isAscii(byte[] bytes) {
        long bits = 0;
        int i = 0;
        for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            bits |= (long) EIGHT.get(bytes, i);
        }
        for (; i < bytes.length; i++) {
            bits |= bytes[i];
        }
        return (bits & HIGH_BITS) == 0;
    }

    private static boolean isDecodable(ByteBuffer bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer scratch = CharBuffer.allocate(SCRATCH);
        CoderResult result;
        do {
            scratch.clear();
            result = decoder.decode(bytes, scratch, true);
        } while (result.isOverflow());
        return result.isUnderflow();
    }
}
