package dev.lmcp;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What every definition says of itself when it is listed: MCP's {@code BaseMetadata} and {@code Icons}, with the
 * description and {@code _meta} that all four kinds have (2026-07-28, common types).
 *
 * <p>Definitions are immutable and safe for concurrent use. A minor version may add kinds of them.
 */
public abstract sealed class Metadata permits Prompt, Resource, ResourceTemplate, Tool {

    private final Details details;

    Metadata(Details details) {
        this.details = Objects.requireNonNull(details, "details");
    }

    Details details() {
        return details;
    }

    /** Returns the name for programs. */
    public final String name() {
        return details.name();
    }

    /** Returns the name for people; sessions older than 2025-06-18 do not see it. */
    public final Optional<String> title() {
        return details.title();
    }

    /** Returns the description for the model; a tool always has one. */
    public final Optional<String> description() {
        return details.description();
    }

    /** Returns the icons; sessions older than 2025-11-25 do not see them. */
    public final List<Icon> icons() {
        return details.icons();
    }

    /** Returns the {@code _meta}, a copy; sessions older than 2025-06-18 do not see it. */
    public final Optional<ObjectNode> meta() {
        return details.meta();
    }
}
