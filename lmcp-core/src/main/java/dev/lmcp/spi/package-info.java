/** What plugin authors implement: authentication, transports and tool collections, found by {@link java.util.ServiceLoader}. */
@NullMarked
package dev.lmcp.spi;

import org.jspecify.annotations.NullMarked;
