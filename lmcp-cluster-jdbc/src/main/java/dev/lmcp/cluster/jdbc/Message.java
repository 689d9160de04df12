package dev.lmcp.cluster.jdbc;

import java.util.Base64;

/** How a message is written as the payload of a notification: itself, or the number of a row with it. */
final class Message {

    /** NOTIFY takes up to 7999 bytes: a letter, and this number of bytes in Base64. */
    static final int MAX_INLINE_SIZE = 7998 / 4 * 3;

    private static final char INLINE = 'b';
    private static final char ROW = 'r';

    private Message() {}

    static String inline(byte[] message) {
        return INLINE + Base64.getEncoder().encodeToString(message);
    }

    static boolean isInline(String payload) {
        return payload.charAt(0) == INLINE;
    }

    static byte[] content(String payload) {
        return Base64.getDecoder().decode(payload.substring(1));
    }

    /** The payload for a row, as an expression in SQL with the column {@code id}. */
    static String rowInSql() {
        return "'" + ROW + "' || id";
    }

    static long row(String payload) {
        return Long.parseLong(payload.substring(1));
    }
}
