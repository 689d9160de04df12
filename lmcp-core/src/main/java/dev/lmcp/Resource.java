package dev.lmcp;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Something that a client can read at a fixed URI.
 *
 * <p>Immutable and safe for concurrent use, as its reader must be.
 *
 * @param uri an absolute URI
 * @param about its names and descriptions
 * @param size how many bytes it has, where that is known
 * @param reader what reads it
 */
public record Resource(String uri, About about, OptionalLong size, Reader reader) {

    /** Reads a resource. */
    @FunctionalInterface
    public interface Reader {

        /** Returns the contents, at least one part; throws {@link ResourceNotFoundException} where it is gone. */
        List<ResourceContents> read(Call call) throws Exception;
    }

    /** Checks that the URI is absolute. */
    public Resource {
        Objects.requireNonNull(reader, "reader");
        requireAbsolute(uri);
    }

    /** Begins a resource. */
    public static Named at(String uri) {
        return new Named(uri, About.nameless());
    }

    private static void requireAbsolute(String uri) {
        boolean absolute;
        try {
            absolute = URI.create(uri).isAbsolute();
        } catch (IllegalArgumentException e) {
            absolute = false;
        }
        if (!absolute) {
            throw new IllegalArgumentException(
                    "resource '" + uri + "' is not an absolute URI; expected one as in app://x");
        }
    }

    /**
     * A resource in the making.
     *
     * @param uri its URI
     * @param about what is known of it so far
     */
    public record Named(String uri, About about) {

        /** Gives it its name. */
        public Named named(String name) {
            return with(old -> old.withName(name));
        }

        /** Says what it is. */
        public Named describedAs(String text) {
            return with(old -> old.withDescription(text));
        }

        /** Gives it its media type. */
        public Named as(String mimeType) {
            return with(old -> old.withMimeType(mimeType));
        }

        /** Changes anything else that is said about it. */
        public Named with(UnaryOperator<About> change) {
            return new Named(uri, change.apply(about));
        }

        /** Completes it with a reader of one part. */
        public Resource read(Single reader) {
            return readAll(call -> List.of(reader.read(call)));
        }

        /** Completes it with a reader of several parts. */
        public Resource readAll(Reader reader) {
            return new Resource(uri, about.named(uri), OptionalLong.empty(), reader);
        }
    }

    /** Reads a resource of one part. */
    @FunctionalInterface
    public interface Single {

        /** Returns the contents; throws {@link ResourceNotFoundException} where it is gone. */
        ResourceContents read(Call call) throws Exception;
    }
}
