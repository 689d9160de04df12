/**
 * The embedded Tomcat: it runs a web archive with {@code java -jar}, and it runs a server within a program or a test.
 *
 * <p>It may use Tomcat, the exported packages of the core, and the class name of the servlet transport. It never knows what
 * an MCP message is or which plugins a server has.
 */
@NullMarked
package dev.lmcp.launcher;

import org.jspecify.annotations.NullMarked;
