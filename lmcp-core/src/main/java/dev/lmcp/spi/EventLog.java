package dev.lmcp.spi;

import java.time.Duration;
import java.util.List;

/**
 * Keeps the latest events of streams, so that any node can send them to a client that resumes a stream (MCP 2025-11-25
 * transports §Resumability and Redelivery).
 *
 * <p>The name of a stream has 1 to 200 characters of visible ASCII. An event has at most
 * {@value ClusterStore#MAX_VALUE_SIZE} bytes. A stream keeps at least its latest {@value #MIN_EVENTS} events.
 *
 * <p>Each method throws {@link ClusterUnavailableException} if the engine does not answer within some seconds. Implemented
 * by plugins. Safe for concurrent use.
 */
public interface EventLog {

    /** The number of events that a stream keeps at least. */
    int MIN_EVENTS = 256;

    /**
     * An event.
     *
     * @param number its number in its stream; a later event has a higher number
     * @param content its content
     */
    record Event(long number, byte[] content) {}

    /**
     * Appends an event to a stream, and creates the stream if there is none. One node appends to a stream at a time.
     *
     * @param event the event; its number is higher than that of each earlier event of the stream
     * @param ttl the time until the whole stream expires, unless another event is appended; at least 1 ms
     */
    void append(String stream, Event event, Duration ttl);

    /**
     * Returns events of a stream, the earliest first. Returns an empty list if there is no such stream.
     *
     * @param number only events after this number are returned
     * @param max the maximum number of events; at least 1
     */
    List<Event> after(String stream, long number, int max);

    /** Deletes a stream, if there is one. */
    void deleteStream(String stream);
}
