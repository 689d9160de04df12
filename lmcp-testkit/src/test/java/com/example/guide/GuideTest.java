package com.example.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.Claims;
import dev.lmcp.Content;
import dev.lmcp.ImageContent;
import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import dev.lmcp.testkit.Changes;
import dev.lmcp.testkit.GoldenFile;
import dev.lmcp.testkit.Heard;
import dev.lmcp.testkit.McpTest;
import dev.lmcp.testkit.RefusedException;
import dev.lmcp.testkit.TestClient;
import dev.lmcp.testkit.TestServer;
import dev.lmcp.testkit.ToolReply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs the code of docs/tools.md. */
class GuideTest {

    @RegisterExtension
    static final TestServer SERVER = TestServer.of(new GuideTools());

    @McpTest
    void takesARecordAndReturnsOne(TestClient client) {
        ToolReply reply = client.call(
                "create_order",
                Map.of(
                        "customer", Map.of("name", "Ada"),
                        "items",
                                List.of(
                                        Map.of("article", "A-1", "quantity", 2),
                                        Map.of("article", "B-7", "quantity", 3))));

        assertThat(reply.as(GuideTools.Ticket.class)).isEqualTo(new GuideTools.Ticket(7, 5));
    }

    @McpTest
    void tellsAllFaultsAtOnce(TestClient client) {
        ToolReply reply = client.call(
                "create_order", Map.of("items", List.of(Map.of("article", "A-1", "quantity", 0)), "priority", "SOON"));

        assertThat(reply.error())
                .isEqualTo("Invalid arguments: /customer is required, but was absent;"
                        + " /items/0/quantity must be between 1 and 100, but was 0;"
                        + " /priority must be one of LOW, NORMAL, URGENT, but was \"SOON\"");
    }

    @McpTest
    void takesFieldsAndSchemas(TestClient client) {
        assertThat(client.call("forecast", Map.of("city", "Oslo", "unit", "celsius"))
                        .text())
                .isEqualTo("Oslo for 3 days in celsius");
        assertThat(client.call("search", Map.of("query", "lamp")).text()).isEqualTo("searched lamp");
    }

    @McpTest
    void returnsBlocksAndImages(TestClient client) {
        assertThat(client.call("describe_article").content()).hasSize(3);
        Content chart = client.call("chart").content().get(0);
        assertThat(chart)
                .isInstanceOfSatisfying(
                        ImageContent.class,
                        image -> assertThat(image.mimeType()).isEqualTo("image/png"));
    }

    @McpTest
    void showsTheModelWhatIsForIt(TestClient client) {
        ToolReply told = client.call("stock", Map.of("article", "A-0"));
        assertThat(told.error()).isEqualTo("there is no article 'A-0'; list the articles first");

        ToolReply hidden = client.call("stock", Map.of("article", "A-1"));
        assertThat(hidden.error()).startsWith("The tool failed; the server's log has the reason under incident ");
        assertThat(hidden.failure(IllegalStateException.class)).hasMessage("connection to db.internal refused");
    }

    @McpTest
    void reportsProgress(TestClient client) {
        ToolReply reply = client.call("export");

        assertThat(reply.progress()).extracting(Heard.Progress::message).containsExactly("page 1", "page 2", "page 3");
        assertThat(reply.log().get(0).text()).isEqualTo("exported 3 pages");
    }

    @McpTest
    void asksThePerson(TestClient client) {
        TestClient sure = client.onForm(form -> form.submit("confirmed", true));
        assertThat(sure.call("delete_all").text()).isEqualTo("deleted 12 orders");

        TestClient unsure = client.onForm(form -> form.decline());
        assertThat(unsure.call("delete_all").text()).isEqualTo("nothing was deleted");
    }

    @McpTest
    void asksForAPageAndTheModel(TestClient client) {
        assertThat(client.onUrl(page -> page.accept()).call("connect_calendar").text())
                .isEqualTo("connected");
        assertThat(client.call("connect_calendar").error())
                .isEqualTo("this client opens no pages; go to https://example.com/connect");

        TestClient model = client.onModel(question -> question.reply("two things to repair"));
        assertThat(model.call("summarize").text()).isEqualTo("two things to repair");
    }

    @McpTest
    void runsAsATask(TestClient client) {
        assertThat(client.withTasks().call("reindex").text()).isEqualTo("indexed 3 documents");
        assertThat(client.call("reindex").text()).isEqualTo("indexed 3 documents");
    }

    @McpTest
    void knowsItsCaller(TestClient client) {
        Principal ada = Principal.named("ada")
                .withScopes(Scopes.of(List.of("orders.read")))
                .withClaims(Claims.none().with("tenant", "acme"));

        assertThat(client.as(ada).call("my_orders").text()).isEqualTo("orders of acme/ada");
        assertThatThrownBy(() -> client.as(Principal.named("eve")).call("my_orders"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("insufficient_scope");
    }

    @McpTest
    void endsInTime(TestClient client) {
        assertThat(client.call("slow").error()).isEqualTo("The tool ran longer than 200 ms and was stopped");
    }

    @McpTest
    void offersResources(TestClient client) {
        assertThat(client.readResource("desk://hours").text()).isEqualTo("9 to 5");
        assertThat(client.readResource("desk://note/1").text()).isEqualTo("Call Ada");
        assertThat(client.completeTemplate("desk://note/{id}", "id", "1")).containsExactly("1");
    }

    @McpTest
    void tellsOfChanges(TestClient client) {
        try (Changes changes = client.listen("desk://note/1")) {
            client.call("save_note", Map.of("id", "1", "text", "Call Ada"));

            assertThat(changes.next().method()).isEqualTo("notifications/resources/updated");
        }
    }

    @McpTest
    void offersPrompts(TestClient client) {
        assertThat(client.getPrompt("letter", Map.of("customer", "Ada")).text())
                .isEqualTo("Write to Ada\nIn a formal tone:");
        assertThat(client.completePrompt("letter", "tone", "f")).containsExactly("friendly", "formal");
    }

    @Test
    void keepsItsSchemas(TestClient client) {
        GoldenFile.at("src/test/resources/tools.json").check(client.tools());
    }
}
