package dev.lmcp.server;

/**
 * What a message from a stream asks for.
 *
 * @param writer where the answer goes
 * @param action what is to be done, on a thread that may block
 */
record ChannelWork(ChannelResponseWriter writer, Runnable action) {}
