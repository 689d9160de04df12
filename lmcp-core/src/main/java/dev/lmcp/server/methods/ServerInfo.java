package dev.lmcp.server.methods;

import java.util.Optional;

/**
 * What the server says of itself to clients.
 *
 * @param name its name for programs
 * @param version its version
 * @param title its name for people
 * @param instructions how a model should use it
 */
public record ServerInfo(String name, String version, Optional<String> title, Optional<String> instructions) {}
