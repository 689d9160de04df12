package dev.lmcp.tools.helpdesk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Shape;
import dev.lmcp.config.Config;
import dev.lmcp.embed.Lmcp;
import dev.lmcp.jsonrpc.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The help desk, held against the same shapes written by hand, field by field. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HelpdeskByHandTest {

    private static final Shape<ObjectNode> NOTHING = Shape.none();

    private final Lmcp lmcp = Lmcp.with(
                    Config.builder().set("lmcp.auth", "none").build())
            .register(new HelpdeskProvider()::register)
            .start();

    @AfterAll
    void stop() {
        lmcp.close();
    }

    private static Shape<?> orderByHand() {
        Shape<?> customer = Shape.object(fields -> {
            fields.string("name");
            fields.string("email").pattern("^[^@]+@[^@]+$");
            return in -> NOTHING;
        });
        Shape<?> item = Shape.object(fields -> {
            fields.string("article");
            fields.integer("quantity").range(1, 100);
            return in -> NOTHING;
        });
        return Shape.object(fields -> {
            fields.object("customer", customer).description("Who orders");
            fields.choice("priority", "LOW", "NORMAL", "URGENT")
                    .description("How urgent it is")
                    .orElse("NORMAL");
            fields.objects("items", item).description("What is ordered").size(1, 20);
            fields.string("note").description("A remark for the clerk").optional();
            return in -> NOTHING;
        });
    }

    private static Shape<?> ticketByHand() {
        return Shape.object(fields -> {
            fields.string("id").description("Order number");
            fields.choice("priority", "LOW", "NORMAL", "URGENT");
            fields.integer("articles");
            fields.string("note").optional();
            return in -> NOTHING;
        });
    }

    private JsonNode tool() {
        return lmcp.local()
                .request("tools/list", JsonNodeFactory.instance.objectNode())
                .path("tools")
                .valueStream()
                .filter(tool -> tool.path("name").stringValue().equals("create_order"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theArgumentsAreDescribedAsByHand() {
        assertThat(facts(tool().path("inputSchema")))
                .isEqualTo(facts(orderByHand().schema()));
    }

    @Test
    void theResultIsDescribedAsByHand() {
        assertThat(facts(tool().path("outputSchema")))
                .isEqualTo(facts(ticketByHand().schema()));
    }

    /** Every fact of a schema on a line of its own, in the order in which a model reads them. */
    private static List<String> facts(JsonNode schema) {
        List<String> facts = new ArrayList<>();
        collect(schema, "", facts);
        return facts;
    }

    private static void collect(JsonNode node, String pointer, List<String> facts) {
        if (node.isObject() && !node.isEmpty()) {
            node.properties().forEach(member -> collect(member.getValue(), pointer + "/" + member.getKey(), facts));
        } else {
            facts.add(pointer + " = " + node);
        }
    }

    @Test
    void everyFaultIsToldAtOnce() {
        ObjectNode result = lmcp.local()
                .callTool(
                        "create_order",
                        Map.of(
                                "priority",
                                "SOON",
                                "items",
                                List.of(Map.of("article", "A-1", "quantity", 0)),
                                "note",
                                7));

        assertThat(result.path("isError").booleanValue()).isTrue();
        assertThat(text(result))
                .isEqualTo(
                        "Invalid arguments: /customer is required, but was absent; /priority must be one of LOW, NORMAL,"
                                + " URGENT, but was \"SOON\"; /items/0/quantity must be between 1 and 100, but was 0; /note must be a"
                                + " string, but was 7");
    }

    @Test
    void anUrgentOrderIsAskedAbout() {
        Map<String, Object> order = Map.of(
                "customer",
                Map.of("name", "Ada", "email", "ada@example.com"),
                "priority",
                "URGENT",
                "items",
                List.of(Map.of("article", "A-1", "quantity", 2), Map.of("article", "A-2", "quantity", 3)),
                "note",
                "Ring twice");
        JsonNode yes = JsonMapper.shared().readTree("{\"action\": \"accept\", \"content\": {\"agreed\": true}}");
        JsonNode no = JsonMapper.shared().readTree("{\"action\": \"decline\"}");

        ObjectNode accepted = lmcp.local().answering("fee", yes).callTool("create_order", order);
        ObjectNode declined = lmcp.local().answering("fee", no).callTool("create_order", order);

        assertThat(accepted.path("structuredContent"))
                .hasToString("{\"id\":\"X-1\",\"priority\":\"URGENT\",\"articles\":2,\"note\":\"Ring twice\"}");
        assertThat(declined.path("structuredContent").path("id").stringValue()).isEqualTo("N-1");
        assertThat(accepted.path("content").path(0).path("mimeType").stringValue())
                .isEqualTo("image/svg+xml");
    }

    @Test
    void progressIsReported() {
        var client = lmcp.local();

        client.callTool(
                "create_order",
                Map.of(
                        "customer",
                        Map.of("name", "Ada", "email", "ada@example.com"),
                        "items",
                        List.of(Map.of("article", "A-1", "quantity", 2))));

        assertThat(client.notifications().stream()
                        .map(Message.Notification::params)
                        .map(JsonNode::toString))
                .anyMatch(params -> params.contains("ordered for Ada"));
    }

    @Test
    void theResourceAndThePromptAreServed() {
        assertThat(lmcp.local()
                        .request(
                                "resources/read",
                                JsonNodeFactory.instance.objectNode().put("uri", "helpdesk://articles"))
                        .path("contents")
                        .path(0)
                        .path("text")
                        .stringValue())
                .startsWith("A-1 lamp");
        ObjectNode prompt = JsonNodeFactory.instance.objectNode().put("name", "complain");
        prompt.putObject("arguments").put("article", "A-2");
        assertThat(lmcp.local()
                        .request("prompts/get", prompt)
                        .path("messages")
                        .path(0)
                        .path("content")
                        .path("text")
                        .stringValue())
                .startsWith("The article A-2 is broken.");
    }

    private static String text(ObjectNode result) {
        return result.path("content").path(0).path("text").stringValue();
    }
}
