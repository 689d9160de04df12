package dev.lmcp.testkit;

import dev.lmcp.ResourceContents;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What a client received for a read of a resource. Immutable. */
public final class ResourceReply {

    private final ObjectNode json;
    private final List<ResourceContents> contents;

    ResourceReply(ObjectNode json) {
        this.json = json;
        this.contents = ContentReader.resources(json.path("contents"));
    }

    /** Returns the result as it was sent, a copy. */
    public ObjectNode json() {
        return json.deepCopy();
    }

    /** Returns the parts, each with its URI. */
    public List<ResourceContents> contents() {
        return contents;
    }

    /**
     * Returns the text of the only part.
     *
     * @throws AssertionError if there are several parts, or if it is no text
     */
    public String text() {
        return only().text()
                .orElseThrow(() -> new AssertionError("the resource holds bytes; expected text: use bytes()"));
    }

    /**
     * Returns the bytes of the only part.
     *
     * @throws AssertionError if there are several parts, or if it is text
     */
    public byte[] bytes() {
        return only().blob()
                .orElseThrow(() -> new AssertionError("the resource holds text; expected bytes: use text()"));
    }

    /** Returns the media type of the only part; empty text if it has none. */
    public String mimeType() {
        return only().mimeType().orElse("");
    }

    private ResourceContents only() {
        if (contents.size() != 1) {
            throw new AssertionError("the resource has " + contents.size() + " parts; expected one: use contents()");
        }
        return contents.get(0);
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
