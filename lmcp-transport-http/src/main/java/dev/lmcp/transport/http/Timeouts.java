package dev.lmcp.transport.http;

import java.time.Duration;

/**
 * How long a client may take.
 *
 * @param head the time for the whole head of a request, from its first byte or from the start of the connection
 * @param idle the time between two requests of a connection
 * @param body the time for a whole request body
 * @param write the time without progress in which a client reads nothing of a response
 * @param unread the time in which the rest of a body that nobody wants is discarded
 */
record Timeouts(Duration head, Duration idle, Duration body, Duration write, Duration unread) {

    static Timeouts usual() {
        return new Timeouts(
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5));
    }
}
