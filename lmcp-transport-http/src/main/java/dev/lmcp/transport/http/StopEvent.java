package dev.lmcp.transport.http;

/** Tells the handlers of a connection to close it as soon as it is idle. */
enum StopEvent {
    INSTANCE
}
