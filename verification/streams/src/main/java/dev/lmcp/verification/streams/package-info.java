/** Patient and hostile clients of a server in another process: many streams, slow peers, bad input, aborted requests. */
@NullMarked
package dev.lmcp.verification.streams;

import org.jspecify.annotations.NullMarked;
