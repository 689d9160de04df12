package dev.lmcp.server.base;

/**
 * A configuration key that the core reads.
 *
 * @param name the key; a part in capitals stands for a name that the operator chooses
 * @param defaultValue the value if the key is not set, as in a configuration file; empty if there is none
 */
public record CoreKey(String name, String defaultValue) {}
