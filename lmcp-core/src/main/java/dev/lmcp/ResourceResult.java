package dev.lmcp;

import java.util.List;

/**
 * What was read at a URI, in one part or several: MCP's {@code ReadResourceResult} (2026-07-28, server/resources).
 * Immutable.
 */
public final class ResourceResult extends Value {

    private final List<ResourceContents> contents;

    private ResourceResult(List<ResourceContents> contents) {
        this.contents = contents;
    }

    /** Returns text, of the URI that was read and of the definition's media type. */
    public static ResourceResult text(String text) {
        return of(ResourceContents.text(text));
    }

    /** Returns bytes, of the URI that was read and of the definition's media type; they are not copied. */
    public static ResourceResult blob(byte[] bytes) {
        return of(ResourceContents.blob(bytes));
    }

    /** Returns these parts; without any, the client is told that the resource was not found. */
    public static ResourceResult of(ResourceContents... contents) {
        return new ResourceResult(listOf("contents", contents));
    }

    /** Returns the parts. */
    public List<ResourceContents> contents() {
        return contents;
    }

    @Override
    List<?> parts() {
        return contents;
    }
}
