package dev.lmcp;

import java.util.Objects;
import java.util.Optional;

/** One block of what a tool or a prompt says to the model. Immutable; byte arrays are not copied. */
public sealed interface Content {

    /** Returns the hints that go with the block. */
    Annotations annotations();

    /** Plain text. */
    record Text(String text, Annotations annotations) implements Content {
        /** Checks that it is there. */
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /** A picture of the given media type. */
    record Image(byte[] data, String mimeType, Annotations annotations) implements Content {}

    /** Sound of the given media type; a session older than 2025-03-26 sees it as an embedded resource. */
    record Audio(byte[] data, String mimeType, Annotations annotations) implements Content {}

    /** A resource whose contents stand in the block; {@link ResourceContents#uri} must be present. */
    record Embedded(ResourceContents resource, Annotations annotations) implements Content {
        /** Checks that the contents name their URI. */
        public Embedded {
            if (resource.uri().isEmpty()) {
                throw new IllegalArgumentException("an embedded resource has no uri; expected one: add .at(\"…\")");
            }
        }
    }

    /** A pointer to a resource; a session older than 2025-06-18 sees it as text. */
    record Link(
            String uri,
            String name,
            Optional<String> title,
            Optional<String> description,
            Optional<String> mimeType,
            Annotations annotations)
            implements Content {}

    /** Returns a block of text. */
    static Content text(String text) {
        return new Text(text, Annotations.none());
    }

    /** Returns a picture, as in {@code image(bytes, "image/png")}. */
    static Content image(byte[] data, String mimeType) {
        return new Image(data, mimeType, Annotations.none());
    }

    /** Returns sound, as in {@code audio(bytes, "audio/wav")}. */
    static Content audio(byte[] data, String mimeType) {
        return new Audio(data, mimeType, Annotations.none());
    }

    /** Returns a block that holds a resource. */
    static Content embedded(ResourceContents resource) {
        return new Embedded(resource, Annotations.none());
    }

    /** Returns a block that points to a resource. */
    static Content link(String uri, String name) {
        return new Link(uri, name, Optional.empty(), Optional.empty(), Optional.empty(), Annotations.none());
    }

    /** Returns this block with hints. */
    default Content with(Annotations hints) {
        if (this instanceof Text text) {
            return new Text(text.text(), hints);
        } else if (this instanceof Image image) {
            return new Image(image.data(), image.mimeType(), hints);
        } else if (this instanceof Audio audio) {
            return new Audio(audio.data(), audio.mimeType(), hints);
        } else if (this instanceof Embedded embedded) {
            return new Embedded(embedded.resource(), hints);
        }
        Link link = (Link) this;
        return new Link(link.uri(), link.name(), link.title(), link.description(), link.mimeType(), hints);
    }
}
