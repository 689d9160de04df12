/**
 * Sample tools, resources and a prompt: they show how to write them, and a client can be tried with them.
 *
 * <p>They may use the exported packages of the core. They never know other tools, and they never use the network, files or
 * processes.
 */
@NullMarked
package dev.lmcp.tools.sample;

import org.jspecify.annotations.NullMarked;
