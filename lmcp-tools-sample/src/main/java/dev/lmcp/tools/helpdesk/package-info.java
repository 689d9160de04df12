/** A tool, a resource and a prompt that are written as methods. The annotation processor writes their plugin. */
@NullMarked
package dev.lmcp.tools.helpdesk;

import org.jspecify.annotations.NullMarked;
