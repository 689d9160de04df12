package dev.lmcp.spi;

import java.io.IOException;
import java.util.Optional;

/** A stream of messages in both directions, each message one JSON value in UTF-8. */
public interface MessageChannel {

    /**
     * Waits for the next message and returns it, or empty at the end of the stream. Called by one thread.
     *
     * @param maxBytes how long a message may be; a longer one is refused, so that its first {@code maxBytes + 1} bytes
     *     will do, and the rest of it need not be kept
     */
    Optional<byte[]> read(int maxBytes) throws IOException;

    /** Writes one message, whole; waits where the other end does not read. Safe for concurrent use. */
    void write(byte[] message) throws IOException;
}
