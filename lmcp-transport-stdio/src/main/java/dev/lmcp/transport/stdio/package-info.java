/**
 * The stdio transport: it serves one client over standard input and output, with one message in each line.
 *
 * <p>It may use the JDK and the exported packages of the core. It never knows what a message means, and it never
 * authenticates: the process that starts the server is trusted.
 */
@NullMarked
package dev.lmcp.transport.stdio;

import org.jspecify.annotations.NullMarked;
