/**
 * The start of a server: it finds plugins, reads the configuration, creates what is selected, reports every problem at
 * once, and shows the running server in the start report and in JMX.
 *
 * <p>It may use every package of the server. It never knows what an MCP message or an HTTP request is, and no other
 * package of the server uses it.
 */
@NullMarked
package dev.lmcp.server.start;

import org.jspecify.annotations.NullMarked;
