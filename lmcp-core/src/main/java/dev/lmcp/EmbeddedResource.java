package dev.lmcp;

import java.util.List;
import java.util.Objects;

/**
 * A resource whose contents are in the block, made by {@link Content#embeddedResource} (MCP 2026-07-28, server/tools,
 * embedded resources). Immutable.
 */
public final class EmbeddedResource extends Value implements Content {

    private final ResourceContents resource;
    private final Annotations annotations;

    EmbeddedResource(ResourceContents resource, Annotations annotations) {
        this.resource = Objects.requireNonNull(resource, "contents");
        this.annotations = Objects.requireNonNull(annotations, "hints");
        if (resource.uri().isEmpty()) {
            throw new IllegalArgumentException("an embedded resource has no uri; expected one: add withUri(\"…\")");
        }
    }

    /** Returns the contents; their URI is present. */
    public ResourceContents resource() {
        return resource;
    }

    @Override
    public Annotations annotations() {
        return annotations;
    }

    @Override
    public EmbeddedResource withAnnotations(Annotations hints) {
        return new EmbeddedResource(resource, hints);
    }

    @Override
    List<?> parts() {
        return List.of(resource, annotations);
    }
}
