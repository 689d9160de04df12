/** What a caller may know of the machine. */
@NullMarked
package dev.lmcp.tools.system;

import org.jspecify.annotations.NullMarked;
