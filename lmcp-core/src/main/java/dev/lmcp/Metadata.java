package dev.lmcp;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every definition says of itself when it is listed: MCP's {@code BaseMetadata} and {@code Icons}, with the
 * description and {@code _meta} that all four kinds have (2026-07-28, common types).
 *
 * <p>Definitions are immutable and safe for concurrent use. A minor version may add kinds of them.
 */
public sealed interface Metadata permits Prompt, Resource, ResourceTemplate, Tool {

    /** Returns the name for programs. */
    String name();

    /** Returns the name for people; sessions older than 2025-06-18 do not see it. */
    Optional<String> title();

    /** Returns the description for the model; a tool always has one. */
    Optional<String> description();

    /** Returns the icons; sessions older than 2025-11-25 do not see them. */
    List<Icon> icons();

    /** Returns the {@code _meta}, a copy; sessions older than 2025-06-18 do not see it. */
    Optional<ObjectNode> meta();
}
