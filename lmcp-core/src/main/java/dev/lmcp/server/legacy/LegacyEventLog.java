package dev.lmcp.server.legacy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The latest events of a stream, kept for a client that comes back; bounded in number and bytes (MCP 2025-11-25
 * transports §Resumability and Redelivery).
 *
 * <p>Not safe for concurrent use, except {@link #bytes}.
 */
final class LegacyEventLog {

    /** Enough for a client that missed a few, and no more memory than that. */
    private static final int MAX_EVENTS = 256;

    private final int maxBytes;
    private final Deque<Event> events = new ArrayDeque<>(4);
    private volatile int bytes;
    private long last;

    /** An event and its number; the first one has 1. */
    record Event(long number, byte[] json) {}

    LegacyEventLog(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Adds an event; returns its number. */
    long add(byte[] json) {
        last++;
        events.addLast(new Event(last, json));
        int more = bytes + json.length;
        bytes = more;
        return last;
    }

    /** The number of the latest event; 0 if there was none. */
    long last() {
        return last;
    }

    /** The events behind this number that are still kept. */
    List<Event> after(long number) {
        return events.stream().filter(event -> event.number() > number).toList();
    }

    /**
     * Forgets the oldest events while there are too many. The latest one stays whatever its size until it has been
     * delivered, as there is no other copy of it.
     *
     * @param delivered the number of the latest event that a client has read
     */
    void trim(long delivered) {
        int least = delivered < last ? 1 : 0;
        int left = bytes;
        while (events.size() > least && (events.size() > MAX_EVENTS || left > maxBytes)) {
            left -= events.removeFirst().json().length;
        }
        bytes = left;
    }

    /** How much the events take; asked by any thread. */
    int bytes() {
        return bytes;
    }
}
