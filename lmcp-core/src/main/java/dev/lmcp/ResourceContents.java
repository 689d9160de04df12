package dev.lmcp;

import java.util.Objects;
import java.util.Optional;

/**
 * What a resource holds: text, or bytes.
 *
 * @param uri where it is found; empty for the URI that was read
 * @param mimeType the media type
 * @param data text or bytes
 */
public record ResourceContents(Optional<String> uri, Optional<String> mimeType, Data data) {

    /** Text or bytes. */
    public sealed interface Data {}

    /** A resource's text. */
    public record Text(String text) implements Data {
        /** Checks that it is there. */
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /** A resource's bytes; not copied, and not to be modified. */
    public record Blob(byte[] bytes) implements Data {
        /** Checks that they are there. */
        public Blob {
            Objects.requireNonNull(bytes, "bytes");
        }
    }

    /** Returns text of the resource that was asked for. */
    public static ResourceContents text(String text) {
        return new ResourceContents(Optional.empty(), Optional.empty(), new Text(text));
    }

    /** Returns bytes of the resource that was asked for. */
    public static ResourceContents blob(byte[] bytes) {
        return new ResourceContents(Optional.empty(), Optional.empty(), new Blob(bytes));
    }

    /** Returns this with another URI, as for one of several parts. */
    public ResourceContents at(String other) {
        return new ResourceContents(Optional.of(other), mimeType, data);
    }

    /** Returns this with a media type; without one, the resource's own stands. */
    public ResourceContents as(String type) {
        return new ResourceContents(uri, Optional.of(type), data);
    }
}
