/**
 * Tools that run commands with the permissions of the server's process. They are in use only if {@code lmcp.tools} names
 * them.
 *
 * <p>They may use the exported packages of the core and the processes of the operating system. They never know other tools,
 * and they never pass the server's secrets to a command.
 */
@NullMarked
package dev.lmcp.tools.shell;

import org.jspecify.annotations.NullMarked;
