/**
 * Here live the methods of MCP that both eras share, and the tools, resources and prompts that they serve. This package
 * may use {@code base}, {@code auth}, {@code call} and the packages outside of the server. It never knows which era a
 * request belongs to.
 */
@NullMarked
package dev.lmcp.server.methods;

import org.jspecify.annotations.NullMarked;
