package dev.lmcp.server.legacy;

/** Keeps the events of one stream for other nodes. Called in the order of the events, under the lock of the stream. */
interface StreamCopy {

    /** The stream has begun, and its client can resume it. */
    void begin();

    /** The stream has an event. */
    void add(long number, byte[] json);

    /** The stream has ended. */
    void end();
}
