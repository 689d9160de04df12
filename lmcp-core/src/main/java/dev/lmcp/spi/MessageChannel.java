package dev.lmcp.spi;

import java.io.IOException;
import java.util.Optional;

/** A stream of messages in both directions, each message one JSON value in UTF-8. */
public interface MessageChannel {

    /** Waits for the next message and returns it, or empty at the end of the stream. Called by one thread. */
    Optional<byte[]> read() throws IOException;

    /** Writes one message, whole. Safe for concurrent use. */
    void write(byte[] message) throws IOException;
}
