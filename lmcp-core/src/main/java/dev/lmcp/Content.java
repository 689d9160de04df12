package dev.lmcp;

/**
 * One block of a tool's result or of a prompt's message: MCP's {@code ContentBlock} (2026-07-28, server/tools, tool
 * result).
 *
 * <p>Blocks are immutable values. Byte arrays are not copied: do not change them. A minor version may add kinds of
 * blocks.
 */
public sealed interface Content permits AudioContent, EmbeddedResource, ImageContent, ResourceLink, TextContent {

    /** Returns the hints that go with the block. */
    Annotations annotations();

    /** Returns this block with other hints. */
    Content withAnnotations(Annotations hints);

    /** Returns a block of text. */
    static TextContent text(String text) {
        return new TextContent(text, Annotations.none());
    }

    /** Returns a picture, as in {@code image(bytes, "image/png")}. */
    static ImageContent image(byte[] data, String mimeType) {
        return new ImageContent(data, mimeType, Annotations.none());
    }

    /** Returns sound, as in {@code audio(bytes, "audio/wav")}. */
    static AudioContent audio(byte[] data, String mimeType) {
        return new AudioContent(data, mimeType, Annotations.none());
    }

    /**
     * Returns a block that holds a resource.
     *
     * @param contents what the resource holds, and its URI
     * @throws IllegalArgumentException if the contents have no URI
     */
    static EmbeddedResource embeddedResource(ResourceContents contents) {
        return new EmbeddedResource(contents, Annotations.none());
    }

    /**
     * Returns a block that points to a resource.
     *
     * @param uri the URI of a resource, which need not be in the server's lists
     * @param name the resource's name for programs
     */
    static ResourceLink resourceLink(String uri, String name) {
        return ResourceLink.to(uri, name);
    }
}
