package dev.lmcp.server.call;

/**
 * The work for a message from a channel.
 *
 * @param writer writes the response
 * @param action does the work; it may block
 */
public record ChannelWork(ChannelResponseWriter writer, Runnable action) {}
