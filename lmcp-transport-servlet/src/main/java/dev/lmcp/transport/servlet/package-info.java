/**
 * The servlet transport: it serves lmcp as a Jakarta servlet, and it starts the server with its web application.
 *
 * <p>It may use the Servlet API and the exported packages of the core. It never knows what an MCP message means, which era
 * it belongs to, or how a caller is authenticated.
 */
@NullMarked
package dev.lmcp.transport.servlet;

import org.jspecify.annotations.NullMarked;
