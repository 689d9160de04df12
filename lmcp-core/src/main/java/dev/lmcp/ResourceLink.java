package dev.lmcp;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pointer to a resource, made by {@link Content#resourceLink} (MCP 2026-07-28, server/tools, resource links). A
 * session older than 2025-06-18 sees it as text. Immutable.
 */
public final class ResourceLink extends Value implements Content {

    private final String uri;
    private final String name;
    private final @Nullable String title;
    private final @Nullable String description;
    private final @Nullable String mimeType;
    private final Annotations annotations;

    private ResourceLink(
            String uri,
            String name,
            @Nullable String title,
            @Nullable String description,
            @Nullable String mimeType,
            Annotations annotations) {
        this.uri = uri;
        this.name = name;
        this.title = title;
        this.description = description;
        this.mimeType = mimeType;
        this.annotations = annotations;
    }

    static ResourceLink to(String uri, String name) {
        return new ResourceLink(
                Objects.requireNonNull(uri, "uri"),
                Objects.requireNonNull(name, "name"),
                null,
                null,
                null,
                Annotations.none());
    }

    /** Returns this link with the resource's name for people. */
    public ResourceLink withTitle(String value) {
        Objects.requireNonNull(value, "value");
        return new ResourceLink(uri, name, value, description, mimeType, annotations);
    }

    /** Returns this link with a description for the model. */
    public ResourceLink withDescription(String value) {
        Objects.requireNonNull(value, "value");
        return new ResourceLink(uri, name, title, value, mimeType, annotations);
    }

    /** Returns this link with the resource's media type. */
    public ResourceLink withMimeType(String value) {
        Objects.requireNonNull(value, "value");
        return new ResourceLink(uri, name, title, description, value, annotations);
    }

    @Override
    public ResourceLink withAnnotations(Annotations hints) {
        Objects.requireNonNull(hints, "hints");
        return new ResourceLink(uri, name, title, description, mimeType, hints);
    }

    /** Returns the resource's URI. */
    public String uri() {
        return uri;
    }

    /** Returns the resource's name for programs. */
    public String name() {
        return name;
    }

    /** Returns the resource's name for people. */
    public Optional<String> title() {
        return Optional.ofNullable(title);
    }

    /** Returns the description for the model. */
    public Optional<String> description() {
        return Optional.ofNullable(description);
    }

    /** Returns the resource's media type. */
    public Optional<String> mimeType() {
        return Optional.ofNullable(mimeType);
    }

    @Override
    public Annotations annotations() {
        return annotations;
    }

    @Override
    List<?> parts() {
        return List.of(uri, name, title(), description(), mimeType(), annotations);
    }
}
