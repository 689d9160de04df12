/** How lmcp works inside: the way of a request, the two eras, sessions, streams and start-up. Not exported. */
@NullMarked
package dev.lmcp.server;

import org.jspecify.annotations.NullMarked;
