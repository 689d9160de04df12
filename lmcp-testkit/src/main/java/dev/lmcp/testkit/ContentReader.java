package dev.lmcp.testkit;

import dev.lmcp.Annotations;
import dev.lmcp.Content;
import dev.lmcp.PromptMessage;
import dev.lmcp.ResourceContents;
import dev.lmcp.ResourceLink;
import dev.lmcp.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the JSON of results as the types that tools are written with. */
final class ContentReader {

    private ContentReader() {}

    static List<Content> all(JsonNode blocks) {
        List<Content> read = new ArrayList<>();
        for (JsonNode block : blocks) {
            read.add(block(block));
        }
        return List.copyOf(read);
    }

    static List<PromptMessage> messages(JsonNode messages) {
        List<PromptMessage> read = new ArrayList<>();
        for (JsonNode message : messages) {
            read.add(new PromptMessage(role(message.path("role")), block(message.path("content"))));
        }
        return List.copyOf(read);
    }

    static List<ResourceContents> resources(JsonNode contents) {
        List<ResourceContents> read = new ArrayList<>();
        for (JsonNode part : contents) {
            read.add(resource(part));
        }
        return List.copyOf(read);
    }

    private static Content block(JsonNode block) {
        Content content = switch (text(block, "type").orElse("")) {
            case "text" -> Content.text(text(block, "text").orElse(""));
            case "image" ->
                Content.image(bytes(block, "data"), text(block, "mimeType").orElse(""));
            case "audio" ->
                Content.audio(bytes(block, "data"), text(block, "mimeType").orElse(""));
            case "resource" -> Content.embeddedResource(resource(block.path("resource")));
            case "resource_link" -> link(block);
            default ->
                throw new AssertionError(
                        "a block is " + block + "; expected the type text, image, audio, resource or resource_link");
        };
        return content.withAnnotations(annotations(block.path("annotations")));
    }

    private static ResourceLink link(JsonNode block) {
        ResourceLink link = Content.resourceLink(
                text(block, "uri").orElse(""), text(block, "name").orElse(""));
        link = text(block, "title").map(link::withTitle).orElse(link);
        link = text(block, "description").map(link::withDescription).orElse(link);
        return text(block, "mimeType").map(link::withMimeType).orElse(link);
    }

    private static ResourceContents resource(JsonNode part) {
        ResourceContents contents = part.has("blob")
                ? ResourceContents.blob(bytes(part, "blob"))
                : ResourceContents.text(text(part, "text").orElse(""));
        ResourceContents placed = contents.withUri(text(part, "uri").orElse(""));
        return text(part, "mimeType").map(placed::withMimeType).orElse(placed);
    }

    private static Annotations annotations(JsonNode hints) {
        Annotations annotations = Annotations.none();
        List<Role> audience = new ArrayList<>();
        for (JsonNode role : hints.path("audience")) {
            audience.add(role(role));
        }
        if (!audience.isEmpty()) {
            annotations = annotations.withAudience(audience.toArray(Role[]::new));
        }
        if (hints.path("priority").isNumber()) {
            annotations = annotations.withPriority(hints.path("priority").doubleValue());
        }
        Optional<Instant> modified = text(hints, "lastModified").map(Instant::parse);
        return modified.map(annotations::withLastModified).orElse(annotations);
    }

    private static Role role(JsonNode name) {
        return Role.valueOf(name.stringValue("").toUpperCase(Locale.ROOT));
    }

    private static byte[] bytes(JsonNode node, String member) {
        return Base64.getDecoder().decode(text(node, member).orElse(""));
    }

    private static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.get(member)).filter(JsonNode::isString).map(JsonNode::stringValue);
    }
}
