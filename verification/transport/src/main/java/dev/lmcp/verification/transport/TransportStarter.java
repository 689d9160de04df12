package dev.lmcp.verification.transport;

import java.time.Duration;

/** Starts the transport that a contract tries. */
public interface TransportStarter {

    /**
     * Starts a server on a free port.
     *
     * @param endpoint answers the requests
     * @param bodyTimeout the time that a whole request body may take
     */
    RunningServer start(StubEndpoint endpoint, Duration bodyTimeout);

    /** Starts a server whose clients have a minute for a request body. */
    default RunningServer start(StubEndpoint endpoint) {
        return start(endpoint, Duration.ofMinutes(1));
    }
}
