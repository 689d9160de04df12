package dev.lmcp;

import java.util.Optional;

/**
 * What a client says of itself: for display and logs, never for decisions, as nobody vouches for it.
 *
 * @param name the program
 * @param version its version
 * @param title its name for people
 */
public record ClientInfo(String name, String version, Optional<String> title) {}
