package dev.lmcp.server.methods;

import java.util.Optional;

/**
 * The name, version and instructions of the server, for clients.
 *
 * @param name the name for programs
 * @param version the version
 * @param title the name for users
 * @param instructions the instructions for models
 */
public record ServerInfo(String name, String version, Optional<String> title, Optional<String> instructions) {}
