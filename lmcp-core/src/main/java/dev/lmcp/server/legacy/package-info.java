/**
 * Here lives the legacy era: the sessions, streams and batches of the revisions up to 2025-11-25, and how their results
 * are written. This package may use {@code base}, {@code auth}, {@code call}, {@code methods} and the packages outside
 * of the server. It never knows the modern era.
 */
@NullMarked
package dev.lmcp.server.legacy;

import org.jspecify.annotations.NullMarked;
