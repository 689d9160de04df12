package dev.lmcp.server.methods;

import dev.lmcp.AudioContent;
import dev.lmcp.Content;
import dev.lmcp.EmbeddedResource;
import dev.lmcp.ImageContent;
import dev.lmcp.ResourceContents;
import dev.lmcp.ResourceLink;
import dev.lmcp.TextContent;
import dev.lmcp.ToolResult;
import dev.lmcp.server.base.Json;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the content of tools, resources and prompts as JSON, with the fields of all revisions. */
public final class ContentJson {

    private ContentJson() {}

    public static ObjectNode of(ToolResult result) {
        ObjectNode node = Json.object();
        ArrayNode content = node.putArray("content");
        for (Content block : result.content()) {
            content.add(of(block));
        }
        result.structuredContent().ifPresent(value -> {
            if (result.content().isEmpty()) {
                content.add(of(Content.text(value.toString())));
            }
            node.set("structuredContent", value);
        });
        if (result.isError()) {
            node.put("isError", true);
        }
        result.meta().ifPresent(meta -> node.set("_meta", meta));
        return node;
    }

    public static ObjectNode of(Content block) {
        ObjectNode node = Json.object();
        if (block instanceof TextContent text) {
            node.put("type", "text").put("text", text.text());
        } else if (block instanceof ImageContent image) {
            node.put("type", "image").put("data", base64(image.data())).put("mimeType", image.mimeType());
        } else if (block instanceof AudioContent audio) {
            node.put("type", "audio").put("data", base64(audio.data())).put("mimeType", audio.mimeType());
        } else if (block instanceof EmbeddedResource embedded) {
            ResourceContents resource = embedded.resource();
            node.put("type", "resource")
                    .set("resource", of(resource, resource.uri().orElseThrow(), Optional.empty()));
        } else if (block instanceof ResourceLink link) {
            node.put("type", "resource_link").put("uri", link.uri()).put("name", link.name());
            Json.putIfPresent(node, "title", link.title());
            Json.putIfPresent(node, "description", link.description());
            Json.putIfPresent(node, "mimeType", link.mimeType());
        }
        DefinitionJson.annotations(node, block.annotations());
        return node;
    }

    /** Writes the contents of a resource. The URI and media type are used if the contents have none. */
    public static ObjectNode of(ResourceContents contents, String uri, Optional<String> mimeType) {
        ObjectNode node = Json.object().put("uri", contents.uri().orElse(uri));
        Json.putIfPresent(node, "mimeType", contents.mimeType().or(() -> mimeType));
        Json.putIfPresent(node, "text", contents.text());
        Json.putIfPresent(node, "blob", contents.blob().map(ContentJson::base64));
        return node;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
