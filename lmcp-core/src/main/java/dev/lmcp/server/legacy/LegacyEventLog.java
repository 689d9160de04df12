package dev.lmcp.server.legacy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The latest events of a stream, for a client that resumes it. Their number and size are bounded (MCP 2025-11-25
 * transports §Resumability and Redelivery).
 *
 * <p>Not safe for concurrent use, except {@link #bytes}.
 */
final class LegacyEventLog {

    /** The maximum number of events. */
    private static final int MAX_EVENTS = 256;

    private final int maxBytes;
    private final Deque<Event> events = new ArrayDeque<>(4);
    private volatile int bytes;
    private long last;

    /** An event and its number. The first event has the number 1. */
    record Event(long number, byte[] json) {}

    LegacyEventLog(int maxBytes) {
        this(maxBytes, 0);
    }

    /** Creates an empty log whose first event has the number after {@code last}. */
    LegacyEventLog(int maxBytes, long last) {
        this.maxBytes = maxBytes;
        this.last = last;
    }

    /** Adds an event. Returns its number. */
    long add(byte[] json) {
        last++;
        events.addLast(new Event(last, json));
        int size = bytes + json.length;
        bytes = size;
        return last;
    }

    /** Returns the number of the latest event; 0 if there was none. */
    long last() {
        return last;
    }

    /** Returns the kept events after this number. */
    List<Event> after(long number) {
        return events.stream().filter(event -> event.number() > number).toList();
    }

    /**
     * Removes the oldest events while they exceed the bounds. The latest event is kept until it is delivered, even if
     * it is too large, as there is no other copy.
     *
     * @param delivered the number of the latest delivered event
     */
    void trim(long delivered) {
        int min = delivered < last ? 1 : 0;
        int left = bytes;
        while (events.size() > min && (events.size() > MAX_EVENTS || left > maxBytes)) {
            left -= events.removeFirst().json().length;
        }
        bytes = left;
    }

    /** Returns the size of the events in bytes. Any thread may call it. */
    int bytes() {
        return bytes;
    }
}
