/** Sample tools. */
@NullMarked
package dev.lmcp.tools.sample;

import org.jspecify.annotations.NullMarked;
