/**
 * The HTTP transport: it serves HTTP/1.1 and HTTP/2 on a port of its own, with Netty, and without a servlet container.
 *
 * <p>It may use Netty, {@code dev.lmcp.text}, and the exported packages of the core. It never knows what an MCP message is.
 *
 * <p>A connection belongs to one event loop, and everything in it runs there. A handler runs on a thread of the
 * {@code HandlerThreads}, and reaches its {@code HttpStream} by a task for the event loop.
 */
@NullMarked
package dev.lmcp.transport.http;

import org.jspecify.annotations.NullMarked;
