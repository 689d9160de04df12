package dev.lmcp.server.methods;

import dev.lmcp.Annotations;
import dev.lmcp.Icon;
import dev.lmcp.Metadata;
import dev.lmcp.Prompt;
import dev.lmcp.PromptArgument;
import dev.lmcp.Resource;
import dev.lmcp.ResourceTemplate;
import dev.lmcp.Role;
import dev.lmcp.Tool;
import dev.lmcp.ToolAnnotations;
import dev.lmcp.server.base.Json;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the definitions of tools, resources and prompts in lists, with the fields of all revisions. */
final class DefinitionJson {

    private DefinitionJson() {}

    static ObjectNode of(Tool tool) {
        ObjectNode node = Json.object();
        names(node, tool);
        node.set("inputSchema", withProperties(tool.inputSchema()));
        tool.outputSchema().ifPresent(schema -> node.set("outputSchema", withProperties(schema)));
        tool.annotations().ifPresent(hints -> node.set("annotations", annotations(hints)));
        iconsAndMeta(node, tool);
        return node;
    }

    /** An object schema with its member {@code properties}: some consumers refuse a schema without it. */
    private static JsonNode withProperties(JsonNode schema) {
        boolean isMissing = schema.path("type").stringValue("").equals("object") && !schema.has("properties");
        return isMissing ? ((ObjectNode) schema.deepCopy()).set("properties", Json.object()) : schema;
    }

    static ObjectNode of(Resource resource) {
        ObjectNode node = Json.object().put("uri", resource.uri());
        names(node, resource);
        Json.putIfPresent(node, "mimeType", resource.mimeType());
        annotations(node, resource.annotations());
        iconsAndMeta(node, resource);
        resource.size().ifPresent(size -> node.put("size", size));
        return node;
    }

    static ObjectNode of(ResourceTemplate template) {
        ObjectNode node = Json.object().put("uriTemplate", template.uriTemplate());
        names(node, template);
        Json.putIfPresent(node, "mimeType", template.mimeType());
        annotations(node, template.annotations());
        iconsAndMeta(node, template);
        return node;
    }

    static ObjectNode of(Prompt prompt) {
        ObjectNode node = Json.object();
        names(node, prompt);
        iconsAndMeta(node, prompt);
        if (!prompt.arguments().isEmpty()) {
            ArrayNode arguments = node.putArray("arguments");
            for (PromptArgument argument : prompt.arguments()) {
                arguments
                        .addObject()
                        .put("name", argument.name())
                        .put("description", argument.description())
                        .put("required", argument.isRequired());
            }
        }
        return node;
    }

    private static void names(ObjectNode node, Metadata definition) {
        node.put("name", definition.name());
        Json.putIfPresent(node, "title", definition.title());
        Json.putIfPresent(node, "description", definition.description());
    }

    private static ObjectNode annotations(ToolAnnotations annotations) {
        return Json.object()
                .put("readOnlyHint", annotations.isReadOnly())
                .put("destructiveHint", annotations.isDestructive())
                .put("idempotentHint", annotations.isIdempotent())
                .put("openWorldHint", annotations.isOpenWorld());
    }

    static void annotations(ObjectNode node, Annotations annotations) {
        ObjectNode hints = Json.object();
        if (!annotations.audience().isEmpty()) {
            ArrayNode audience = hints.putArray("audience");
            annotations.audience().stream().map(Role::wireName).forEach(audience::add);
        }
        annotations.priority().ifPresent(priority -> hints.put("priority", priority));
        annotations.lastModified().ifPresent(time -> hints.put("lastModified", time.toString()));
        if (!hints.isEmpty()) {
            node.set("annotations", hints);
        }
    }

    private static void iconsAndMeta(ObjectNode node, Metadata definition) {
        icons(node, definition.icons());
        definition.meta().ifPresent(meta -> node.set("_meta", meta));
    }

    private static void icons(ObjectNode node, List<Icon> icons) {
        if (icons.isEmpty()) {
            return;
        }
        ArrayNode array = node.putArray("icons");
        for (Icon icon : icons) {
            ObjectNode object = array.addObject().put("src", icon.src());
            Json.putIfPresent(object, "mimeType", icon.mimeType());
            if (!icon.sizes().isEmpty()) {
                ArrayNode sizes = object.putArray("sizes");
                icon.sizes().forEach(sizes::add);
            }
            icon.theme().ifPresent(theme -> object.put("theme", theme.name().toLowerCase(Locale.ROOT)));
        }
    }
}
