/**
 * Here live the basics that the rest of the server shares: limits, JSON, server-sent events, HTTP responses and
 * threads. This package may use the packages outside of the server, and no other package of the server. It never knows
 * a caller, a session or a call.
 */
@NullMarked
package dev.lmcp.server.base;

import org.jspecify.annotations.NullMarked;
