package dev.lmcp;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a resource holds: text, or bytes. MCP's {@code TextResourceContents} and {@code BlobResourceContents}
 * (2026-07-28, server/resources, resource contents).
 *
 * <p>Immutable. Byte arrays are not copied: do not change them.
 */
public final class ResourceContents extends Value {

    private final @Nullable String uri;
    private final @Nullable String mimeType;
    private final @Nullable String text;
    private final byte @Nullable [] blob;

    private ResourceContents(
            @Nullable String uri, @Nullable String mimeType, @Nullable String text, byte @Nullable [] blob) {
        this.uri = uri;
        this.mimeType = mimeType;
        this.text = text;
        this.blob = blob;
    }

    /** Returns text, of the resource that was read and of its media type. */
    public static ResourceContents text(String text) {
        return new ResourceContents(null, null, Objects.requireNonNull(text, "text"), null);
    }

    /** Returns bytes, of the resource that was read and of its media type. */
    public static ResourceContents blob(byte[] bytes) {
        return new ResourceContents(null, null, null, Objects.requireNonNull(bytes, "bytes"));
    }

    /** Returns these contents with a URI: of a part of the resource that was read, or of an embedded resource. */
    public ResourceContents withUri(String value) {
        return new ResourceContents(Objects.requireNonNull(value, "value"), mimeType, text, blob);
    }

    /** Returns these contents with a media type of their own. */
    public ResourceContents withMimeType(String value) {
        return new ResourceContents(uri, Objects.requireNonNull(value, "value"), text, blob);
    }

    /** Returns the URI; empty for the one that was read. */
    public Optional<String> uri() {
        return Optional.ofNullable(uri);
    }

    /** Returns the media type; empty for the one of the resource that was read. */
    public Optional<String> mimeType() {
        return Optional.ofNullable(mimeType);
    }

    /** Returns the text; empty if these are bytes. */
    public Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /** Returns the bytes, not a copy; empty if this is text. */
    public Optional<byte[]> blob() {
        return Optional.ofNullable(blob);
    }

    @Override
    List<?> parts() {
        return List.of(uri(), mimeType(), text(), blob().map(ByteBuffer::wrap));
    }
}
