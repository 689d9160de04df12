/**
 * Here lives the modern era: how requests of revision 2026-07-28 are validated, and how their results are written. This
 * package may use {@code base}, {@code auth}, {@code call}, {@code methods} and the packages outside of the server. It
 * never knows the legacy era or a session.
 */
@NullMarked
package dev.lmcp.server.modern;

import org.jspecify.annotations.NullMarked;
