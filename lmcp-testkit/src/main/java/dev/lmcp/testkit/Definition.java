package dev.lmcp.testkit;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tool, resource, template or prompt as a list shows it to the client.
 *
 * @param json the definition as it was sent
 */
public record Definition(ObjectNode json) {

    /** Returns the name for programs. */
    public String name() {
        return json.path("name").stringValue("");
    }

    /** Returns the name for people. */
    public Optional<String> title() {
        return text("title");
    }

    /** Returns the description. */
    public Optional<String> description() {
        return text("description");
    }

    /** Returns the URI of a resource, or the text of a template. */
    public Optional<String> uri() {
        return text("uri").or(() -> text("uriTemplate"));
    }

    /** Returns the JSON Schema of a tool's arguments; a missing node if there is none. */
    public JsonNode inputSchema() {
        return json.path("inputSchema");
    }

    /** Returns the JSON Schema of a tool's structured result; a missing node if there is none. */
    public JsonNode outputSchema() {
        return json.path("outputSchema");
    }

    private Optional<String> text(String member) {
        return Optional.ofNullable(json.get(member)).filter(JsonNode::isString).map(JsonNode::stringValue);
    }
}
