package dev.lmcp.server;

/**
 * What a message from a stream asks for.
 *
 * @param reply where the answer goes
 * @param action what is to be done, on a thread that may block
 */
record ChannelWork(ChannelReply reply, Runnable action) {}
