package dev.lmcp.server.base;

/**
 * A key that the core itself reads.
 *
 * @param name the key; a part in capitals stands for what an operator chooses
 * @param defaultValue its value if nobody sets it, as configuration spells it; empty for none
 */
public record CoreKey(String name, String defaultValue) {}
