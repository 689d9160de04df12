package dev.lmcp.server.call;

/**
 * What a message from a stream asks for.
 *
 * @param writer where the answer goes
 * @param action what is to be done, on a thread that may block
 */
public record ChannelWork(ChannelResponseWriter writer, Runnable action) {}
