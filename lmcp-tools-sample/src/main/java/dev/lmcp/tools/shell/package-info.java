/** Tools that run commands with the rights of the process; in use only where {@code lmcp.tools} names them. */
@NullMarked
package dev.lmcp.tools.shell;

import org.jspecify.annotations.NullMarked;
