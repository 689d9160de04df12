/** Serves lmcp as a Jakarta servlet. */
@NullMarked
package dev.lmcp.transport.servlet;

import org.jspecify.annotations.NullMarked;
