/**
 * The configuration of a server: its sources, its keys, and where each value was set.
 *
 * <p>Programs that embed a server use this package, and so does the start of a server. It may use {@code dev.lmcp.text}. It
 * never knows what a key means: the part of the server or the plugin that reads a key knows that.
 */
@NullMarked
package dev.lmcp.config;

import org.jspecify.annotations.NullMarked;
