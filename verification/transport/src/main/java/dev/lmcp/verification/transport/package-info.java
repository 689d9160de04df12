/**
 * What every HTTP transport promises, as tests on real sockets.
 *
 * <p>The module of a transport extends each contract and starts its server. A test of a contract knows nothing of the
 * transport but its port.
 */
@NullMarked
package dev.lmcp.verification.transport;

import org.jspecify.annotations.NullMarked;
