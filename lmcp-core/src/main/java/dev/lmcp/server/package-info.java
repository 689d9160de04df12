/**
 * A running server: the endpoints that take requests, the decision which era a message belongs to, the origin policy,
 * health, statistics and shutdown.
 *
 * <p>It may use every package of the server except {@code start}. It never knows how a plugin was found, where a setting
 * was written, or which transport brought a request. It is not exported.
 */
@NullMarked
package dev.lmcp.server;

import org.jspecify.annotations.NullMarked;
