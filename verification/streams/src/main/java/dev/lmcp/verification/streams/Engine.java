package dev.lmcp.verification.streams;

/** The transport of the server, and what may be expected of it. */
enum Engine {
    /** The HTTP transport. It reads while a call runs, so it learns at once that a caller has gone. */
    HTTP(6 * 1024, 100),
    /** The servlet transport on an embedded Tomcat, whose buffers for a connection are 112 KiB. */
    SERVLET(140 * 1024, 2 * Cancellations.HEARTBEAT_MILLIS + 150);

    /** The property with the name of the engine, of this process and of the server's. */
    static final String PROPERTY = "lmcp.verification.engine";

    private final int maxBytesOfStream;
    private final int maxMillisToCancel;

    Engine(int maxBytesOfStream, int maxMillisToCancel) {
        this.maxBytesOfStream = maxBytesOfStream;
        this.maxMillisToCancel = maxMillisToCancel;
    }

    /** Returns the one that the property names. */
    static Engine current() {
        return valueOf(System.getProperty(PROPERTY, HTTP.name()));
    }

    /** Returns how much heap an idle stream may take. */
    int maxBytesOfStream() {
        return maxBytesOfStream;
    }

    /** Returns how long a modern call may go on after its caller has gone. */
    int maxMillisToCancel() {
        return maxMillisToCancel;
    }
}
