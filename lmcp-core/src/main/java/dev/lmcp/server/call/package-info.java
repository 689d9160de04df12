/**
 * Here live the calls, tasks and open streams of clients: how they start, run, send messages, and end. This package may
 * use {@code base}, {@code auth} and the packages outside of the server. It never knows an era, or the meaning of
 * a request method. Start to read at {@link dev.lmcp.server.call.Dispatcher}.
 */
@NullMarked
package dev.lmcp.server.call;

import org.jspecify.annotations.NullMarked;
