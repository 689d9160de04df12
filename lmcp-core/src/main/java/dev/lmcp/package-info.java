/** What tool authors and embedders use: describe tools, resources and prompts, and start a server. */
@NullMarked
package dev.lmcp;

import org.jspecify.annotations.NullMarked;
