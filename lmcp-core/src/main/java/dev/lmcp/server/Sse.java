package dev.lmcp.server;

import dev.lmcp.spi.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The framing of server-sent events (HTML Living Standard §9.2): one JSON-RPC message an event, on one line. */
final class Sse {

    static final String TYPE = "text/event-stream";

    /** Headers of a stream; the last one tells nginx not to hold events back. */
    static final Headers HEADERS =
            Headers.of("Content-Type", TYPE).with("Cache-Control", "no-cache").with("X-Accel-Buffering", "no");

    static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private Sse() {}

    /** An event without an id. */
    static byte[] event(byte[] json) {
        return event(new byte[0], json);
    }

    /** An event by whose id a stream can be resumed. */
    static byte[] event(String id, byte[] json) {
        return event(("id: " + id + "\n").getBytes(StandardCharsets.US_ASCII), json);
    }

    /** An event without data, which gives the client an id to come back with, and says when. */
    static byte[] prime(String id, Duration retryAfter) {
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
