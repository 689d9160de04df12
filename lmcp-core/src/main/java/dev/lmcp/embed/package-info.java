/**
 * For programs that embed a server: start it, ask for its figures, call it in the same process, and stop it.
 *
 * <p>This package may use every other package of the core. Only programs know it: no package of the core uses it, so that
 * tools and plugins depend on no running server.
 */
@NullMarked
package dev.lmcp.embed;

import org.jspecify.annotations.NullMarked;
