/** Authentication by static bearer tokens. */
@NullMarked
package dev.lmcp.auth.bearer;

import org.jspecify.annotations.NullMarked;
