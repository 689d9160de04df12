package dev.lmcp.spi;

import java.io.IOException;
import java.util.Optional;

/**
 * A stream of messages in both directions, such as standard input and output (MCP 2026-07-28 basic/transports/stdio).
 *
 * <p>Implemented by transports. Each message is one JSON value in UTF-8, without the separator of the transport.
 */
public interface MessageChannel {

    /**
     * Waits for the next message and returns it, or empty at the end of the stream. Called by one thread.
     *
     * @param maxBytes the size in bytes of the largest message that is accepted. Of a larger one, the first
     *     {@code maxBytes + 1} bytes are enough: the server refuses it
     * @throws IOException if the stream breaks off
     */
    Optional<byte[]> read(int maxBytes) throws IOException;

    /**
     * Writes one complete message. Waits while the other end does not read. Safe for concurrent use.
     *
     * @throws IOException if the other end has gone
     */
    void write(byte[] message) throws IOException;
}
