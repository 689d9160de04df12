package dev.lmcp.server;

import dev.lmcp.About;
import dev.lmcp.Annotations;
import dev.lmcp.Icon;
import dev.lmcp.Prompt;
import dev.lmcp.Resource;
import dev.lmcp.ResourceTemplate;
import dev.lmcp.Role;
import dev.lmcp.Tool;
import dev.lmcp.ToolHints;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What lists say of tools, resources and prompts, with every field that any revision knows. */
final class DefinitionJson {

    private DefinitionJson() {}

    static ObjectNode of(Tool tool) {
        ObjectNode node = Json.object().put("name", tool.name());
        Json.putIf(node, "title", tool.title());
        node.put("description", tool.description());
        node.set("inputSchema", tool.inputSchema());
        tool.outputSchema().ifPresent(schema -> node.set("outputSchema", schema));
        tool.hints().ifPresent(hints -> node.set("annotations", hints(hints)));
        icons(node, tool.icons());
        tool.meta().ifPresent(meta -> node.set("_meta", meta));
        return node;
    }

    static ObjectNode of(Resource resource) {
        ObjectNode node = Json.object().put("uri", resource.uri());
        about(node, resource.about());
        resource.size().ifPresent(size -> node.put("size", size));
        return node;
    }

    static ObjectNode of(ResourceTemplate template) {
        ObjectNode node = Json.object().put("uriTemplate", template.uriTemplate());
        about(node, template.about());
        return node;
    }

    static ObjectNode of(Prompt prompt) {
        ObjectNode node = Json.object();
        about(node, prompt.about());
        if (!prompt.arguments().isEmpty()) {
            ArrayNode arguments = node.putArray("arguments");
            for (Prompt.Argument argument : prompt.arguments()) {
                arguments
                        .addObject()
                        .put("name", argument.name())
                        .put("description", argument.description())
                        .put("required", argument.required());
            }
        }
        return node;
    }

    private static void about(ObjectNode node, About about) {
        node.put("name", about.name());
        Json.putIf(node, "title", about.title());
        Json.putIf(node, "description", about.description());
        Json.putIf(node, "mimeType", about.mimeType());
        annotations(node, about.annotations());
        icons(node, about.icons());
        about.meta().ifPresent(meta -> node.set("_meta", meta));
    }

    private static ObjectNode hints(ToolHints hints) {
        return Json.object()
                .put("readOnlyHint", hints.readOnly())
                .put("destructiveHint", hints.destructive())
                .put("idempotentHint", hints.idempotent())
                .put("openWorldHint", hints.openWorld());
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

    private static void icons(ObjectNode node, List<Icon> icons) {
        if (icons.isEmpty()) {
            return;
        }
        ArrayNode array = node.putArray("icons");
        for (Icon icon : icons) {
            ObjectNode one = array.addObject().put("src", icon.src());
            Json.putIf(one, "mimeType", icon.mimeType());
            if (!icon.sizes().isEmpty()) {
                ArrayNode sizes = one.putArray("sizes");
                icon.sizes().forEach(sizes::add);
            }
            icon.theme().ifPresent(theme -> one.put("theme", theme.name().toLowerCase(Locale.ROOT)));
        }
    }
}
