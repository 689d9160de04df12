package dev.lmcp.verification.conformance;

import dev.lmcp.Registry;
import dev.lmcp.Resource;
import dev.lmcp.ResourceResult;
import dev.lmcp.ResourceTemplate;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What can be read. */
final class Resources {

    static final String WATCHED = "test://watched-resource";

    private Resources() {}

    static void register(Registry registry) {
        registry.add(Resource.at("test://static-text")
                        .name("Static text")
                        .description("A text that never changes")
                        .mimeType("text/plain")
                        .handle(call -> ResourceResult.text("This is the content of the static text resource.")))
                .add(Resource.at("test://static-binary")
                        .name("Static picture")
                        .description("A picture that never changes")
                        .mimeType("image/png")
                        .handle(call -> ResourceResult.blob(Samples.png())))
                .add(Resource.at(WATCHED)
                        .name("Watched text")
                        .description("A text to subscribe to")
                        .mimeType("text/plain")
                        .handle(call -> ResourceResult.text("This is the content of the watched resource.")))
                .add(ResourceTemplate.at("test://template/{id}/data")
                        .name("Data by id")
                        .description("Some data for any id")
                        .mimeType("application/json")
                        .complete("id", (typed, others, call) -> List.of(typed + "1", typed + "2"))
                        .handle((variables, call) -> ResourceResult.text(data(variables.getOrDefault("id", "")))));
    }

    private static String data(String id) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("id", id).put("templateTest", true).put("data", "Data for ID: " + id);
        return data.toString();
    }
}
