/** Network rules that lmcp's own modules share. Exported to these modules only, and not part of the API. */
@NullMarked
package dev.lmcp.net;

import org.jspecify.annotations.NullMarked;
