/**
 * The launcher: it runs a web archive with {@code java -jar}, and it runs a server within a program or a test.
 *
 * <p>It may use the HTTP transport, the exported packages of the core, and the class name of the servlet transport. For an
 * archive with servlets of its own it uses Tomcat, if the archive carries it. It never knows what an MCP message is or
 * which plugins a server has.
 */
@NullMarked
package dev.lmcp.launcher;

import org.jspecify.annotations.NullMarked;
