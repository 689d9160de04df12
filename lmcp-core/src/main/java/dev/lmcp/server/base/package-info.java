/**
 * Here live the basics that the rest of the server shares: limits, revisions, JSON, server-sent events, HTTP responses,
 * threads. This package may use the packages outside of the server, and no other package of the server. It never holds
 * a caller, a session or a call; it only has their limits.
 */
@NullMarked
package dev.lmcp.server.base;

import org.jspecify.annotations.NullMarked;
