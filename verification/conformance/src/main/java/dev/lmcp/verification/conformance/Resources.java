package dev.lmcp.verification.conformance;

import dev.lmcp.Registry;
import dev.lmcp.Resource;
import dev.lmcp.ResourceContents;
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
                        .named("Static text")
                        .describedAs("A text that never changes")
                        .as("text/plain")
                        .read(call -> ResourceContents.text("This is the content of the static text resource.")))
                .add(Resource.at("test://static-binary")
                        .named("Static picture")
                        .describedAs("A picture that never changes")
                        .as("image/png")
                        .read(call -> ResourceContents.blob(Samples.png())))
                .add(Resource.at(WATCHED)
                        .named("Watched text")
                        .describedAs("A text to subscribe to")
                        .as("text/plain")
                        .read(call -> ResourceContents.text("This is the content of the watched resource.")))
                .add(ResourceTemplate.of("test://template/{id}/data")
                        .named("Data by id")
                        .describedAs("Some data for any id")
                        .as("application/json")
                        .complete("id", (typed, others) -> List.of(typed + "1", typed + "2"))
                        .read((variables, call) -> ResourceContents.text(data(variables.getOrDefault("id", "")))));
    }

    private static String data(String id) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("id", id).put("templateTest", true).put("data", "Data for ID: " + id);
        return data.toString();
    }
}
