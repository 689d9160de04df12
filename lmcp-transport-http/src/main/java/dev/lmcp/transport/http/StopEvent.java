package dev.lmcp.transport.http;

/** What the handlers of a connection are told of a stop. */
enum StopEvent {
    /** The server will stop: the client should send its next request elsewhere. What runs goes on. */
    ANNOUNCED,

    /** The connection is closed as soon as it is idle. */
    BEGUN
}
