/** Serves lmcp over standard input and output: one message a line. */
@NullMarked
package dev.lmcp.transport.stdio;

import org.jspecify.annotations.NullMarked;
