/**
 * The launcher: it runs a web archive with {@code java -jar}, and it runs a server within a program or a test.
 *
 * <p>It may use the HTTP transport, the exported packages of the core, and the class name of the servlet transport. For an
 * archive with servlets of its own it uses Tomcat, if the archive carries it. It does not know which
 * plugins a server has, and knows messages of MCP only to show one to the operator and to train a class archive.
 */
@NullMarked
package dev.lmcp.launcher;

import org.jspecify.annotations.NullMarked;
