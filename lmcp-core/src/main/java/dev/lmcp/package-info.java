/**
 * What authors of tools and embedders use: they describe tools, resources and prompts, and start a server.
 *
 * <p>Types are immutable unless they say otherwise. A parameter that is null is refused with a {@link
 * java.lang.NullPointerException} that names it, and nothing returns null. JSON is Jackson's tree model. Sections of the
 * Model Context Protocol are named by revision and page, as in "MCP 2026-07-28, server/tools".
 */
@NullMarked
package dev.lmcp;

import org.jspecify.annotations.NullMarked;
