package dev.lmcp.server.base;

import dev.lmcp.spi.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The framing of server-sent events (HTML Living Standard §9.2). An event holds one JSON-RPC message, which the
 * codec writes on one line.
 *
 * <p>An event with a message names the default type {@code message}, as some clients ignore an event without a type.
 */
public final class Sse {

    public static final String TYPE = "text/event-stream";

    /** The header fields of a stream. The last field makes nginx forward events at once. */
    public static final Headers HEADERS =
            Headers.of("Content-Type", TYPE).with("Cache-Control", "no-cache").with("X-Accel-Buffering", "no");

    public static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] DATA = "event: message\ndata: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private Sse() {}

    /** Returns an event without an id. */
    public static byte[] event(byte[] json) {
        return event(new byte[0], json);
    }

    /** Returns an event with an id, so that a client can resume the stream after it. */
    public static byte[] event(String id, byte[] json) {
        return event(("id: " + id + "\n").getBytes(StandardCharsets.US_ASCII), json);
    }

    /** Returns a priming event: it has an id for resuming, and no data. */
    public static byte[] prime(String id) {
        return ("id: " + id + "\ndata:\n\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns an event without data. It tells the client when to reconnect, and with which id. */
    public static byte[] reconnect(String id, Duration retryAfter) {
        return ("id: " + id + "\nretry: " + retryAfter.toMillis() + "\ndata:\n\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] event(byte[] head, byte[] json) {
        byte[] event = new byte[head.length + DATA.length + json.length + END.length];
        System.arraycopy(head, 0, event, 0, head.length);
        System.arraycopy(DATA, 0, event, head.length, DATA.length);
        System.arraycopy(json, 0, event, head.length + DATA.length, json.length);
        System.arraycopy(END, 0, event, event.length - END.length, END.length);
        return event;
    }
}
