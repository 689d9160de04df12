package dev.lmcp;

import java.util.Objects;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource in the making, from {@link Resource#at} to {@link #handle}.
 *
 * <p>Each step returns a new builder and leaves this one as it was; a step that is called again replaces what it said
 * before. Immutable and safe for concurrent use.
 */
public final class ResourceBuilder {

    private final String uri;
    private final Details details;
    private final OptionalLong size;

    ResourceBuilder(String uri, Details details, OptionalLong size) {
        this.uri = uri;
        this.details = details;
        this.size = size;
    }

    private ResourceBuilder with(Details changed) {
        return new ResourceBuilder(uri, changed, size);
    }

    /** Sets the name for programs; without it, the URI. */
    public ResourceBuilder name(String value) {
        return with(details.withName(value));
    }

    /** Sets the name for people. */
    public ResourceBuilder title(String value) {
        return with(details.withTitle(value));
    }

    /** Sets the description for the model. */
    public ResourceBuilder description(String value) {
        return with(details.withDescription(value));
    }

    /** Sets the media type of contents that name none themselves. */
    public ResourceBuilder mimeType(String value) {
        return with(details.withMimeType(value));
    }

    /** Sets the icons. */
    public ResourceBuilder icons(Icon... values) {
        return with(details.withIcons(values));
    }

    /** Sets the hints for the client. */
    public ResourceBuilder annotations(Annotations value) {
        return with(details.withAnnotations(value));
    }

    /** Sets the {@code _meta} of the definition. */
    public ResourceBuilder meta(ObjectNode value) {
        return with(details.withMeta(value));
    }

    /** Sets how long clients may cache what they read; without it, not at all. */
    public ResourceBuilder cache(CacheHint value) {
        return with(details.withCache(value));
    }

    /** Sets the size in bytes, before any encoding; 0 or more. */
    public ResourceBuilder size(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException(
                    "resource '" + uri + "' has a size of '" + bytes + "'; expected 0 or more bytes");
        }
        return new ResourceBuilder(uri, details, OptionalLong.of(bytes));
    }

    /** Completes the resource with what reads it. */
    public Resource handle(Resource.Handler handler) {
        return new Resource(uri, details, size, Objects.requireNonNull(handler, "handler"));
    }
}
