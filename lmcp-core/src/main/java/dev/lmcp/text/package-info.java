/**
 * Text that comes from outside: read from files, decoded, and made safe to be shown. lmcp's own modules share it; it is
 * not part of the API.
 */
@NullMarked
package dev.lmcp.text;

import org.jspecify.annotations.NullMarked;
