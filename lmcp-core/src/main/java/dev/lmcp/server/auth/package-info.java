/**
 * Here live the authentication of requests and the scope rules. This package may use {@code base} and the packages
 * outside of the server. It never knows how a call runs, or which era a message belongs to.
 */
@NullMarked
package dev.lmcp.server.auth;

import org.jspecify.annotations.NullMarked;
