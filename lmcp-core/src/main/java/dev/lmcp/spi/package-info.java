/**
 * For authors of plugins: authentication, transports and tool collections, found by {@link java.util.ServiceLoader}.
 *
 * <p>Each interface says who implements it. Methods may be added in a minor version to those that lmcp implements. The
 * constructors and the deconstruction of records are not part of the API.
 */
@NullMarked
package dev.lmcp.spi;

import org.jspecify.annotations.NullMarked;
