package dev.lmcp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lmcp.Claims;
import dev.lmcp.Content;
import dev.lmcp.LogLevel;
import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import dev.lmcp.ToolException;
import dev.lmcp.jsonrpc.RpcException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

class TestClientTest {

    private final Desk desk = new Desk();
    private final TestClock clock = TestClock.at("2026-01-01T00:00:00Z");

    @RegisterExtension
    final TestServer server = TestServer.of(desk).clock(clock).set("lmcp.limits.page-size", "3");

    record Name(String name) {}

    @McpTest(over = {Connection.MEMORY, Connection.HTTP})
    void callsATool(TestClient client) {
        assertThat(client.call("greet", Map.of("name", "Ada 🙂")).text()).isEqualTo("Hello, Ada 🙂!");
        assertThat(client.call("greet", new Name(" Alan ")).text()).isEqualTo("Hello,  Alan !");
    }

    @McpTest
    void readsAStructuredResultAsARecord(TestClient client) {
        ToolReply reply = client.call("open_ticket", Map.of("subject", "No sound"));

        assertThat(reply.as(Desk.Ticket.class)).isEqualTo(new Desk.Ticket(7, "No sound"));
        assertThat(reply.structured().path("number").intValue()).isEqualTo(7);
    }

    @McpTest
    void readsTheBlocksOfAResult(TestClient client) {
        assertThat(client.call("picture").content())
                .containsExactly(
                        Content.text("a pixel"),
                        Content.image(Desk.PIXEL, "image/png"),
                        Content.resourceLink("desk://hours", "hours").withTitle("Hours"));
        assertThat(client.call("picture").text()).isEqualTo("a pixel");
    }

    @McpTest
    void tellsEveryFaultOfTheArguments(TestClient client) {
        assertThat(client.call("greet", Map.of("nmae", "Ada")).error())
                .isEqualTo(
                        "Invalid arguments: /nmae is not known here; known are name; /name is required, but was absent");
    }

    @McpTest(over = {Connection.MEMORY, Connection.HTTP})
    void givesTheExceptionOfAToolThatFails(TestClient client) {
        ToolReply reply = client.call("fails");

        assertThat(reply.error()).startsWith("The tool failed; the server's log has the reason under incident ");
        assertThat(reply.failure(IllegalStateException.class)).hasMessage("the database is down");
        assertThatThrownBy(reply::text)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("tool 'fails' failed: 'The tool failed;")
                .hasMessageEndingWith("expected a result (the cause is what it threw)")
                .hasRootCauseMessage("the database is down");
    }

    @McpTest
    void givesTheCauseOfAToolException(TestClient client) {
        ToolReply reply = client.call("refuses");

        assertThat(reply.error()).isEqualTo("there is no such ticket");
        assertThat(reply.failure(ToolException.class)).hasRootCauseMessage("ticket 9");
        assertThatThrownBy(() -> reply.failure(IllegalStateException.class))
                .hasMessage("tool 'refuses' threw dev.lmcp.ToolException: there is no such ticket; expected a"
                        + " 'java.lang.IllegalStateException'");
    }

    @McpTest
    void saysThatAToolDidNotFail(TestClient client) {
        ToolReply reply = client.call("greet", Map.of("name", "Ada"));

        assertThat(reply.failure()).isEmpty();
        assertThatThrownBy(reply::error).hasMessage("tool 'greet' gave 'Hello, Ada!'; expected a failure");
        assertThatThrownBy(reply::structured)
                .hasMessage("tool 'greet' gave no structured result, but the text 'Hello, Ada!'; expected one: declare"
                        + " output(…) and return it");
    }

    @McpTest(over = {Connection.MEMORY, Connection.HTTP})
    void hearsProgressAndLogInOrder(TestClient client) {
        ToolReply reply = client.call("works");

        assertThat(reply.heard())
                .containsExactly(
                        new Heard.Progress(1, OptionalDouble.of(2), "half"),
                        new Heard.Log(LogLevel.DEBUG, "", StringNode.valueOf("still there")),
                        new Heard.Progress(2, OptionalDouble.of(2), ""));
        assertThat(reply.progress()).hasSize(2);
        assertThat(reply.log().get(0).text()).isEqualTo("still there");
    }

    @McpTest(over = {Connection.MEMORY, Connection.HTTP})
    void answersQuestionsOfEveryKind(TestClient client) {
        TestClient answering = client.onForm(form -> form.submit("name", form.message() + " Ada"))
                .onUrl(page -> page.url().getHost().equals("example.com") ? page.accept() : page.decline())
                .onModel(question -> question.reply("word after " + question.text()))
                .withRoots("file:///home/ada");

        assertThat(answering.call("asks").text())
                .isEqualTo("Who are you? Ada accept word after One word? file:///home/ada");
        assertThat(answering.onForm(FormQuestion::decline).call("asks").text()).startsWith("nobody accept");
    }

    @McpTest
    void saysWhichCapabilityTheToolNeeds(TestClient client) {
        assertThatThrownBy(() -> client.call("asks").text()).hasMessageContaining("apabilit");
    }

    @McpTest
    void showsTheFormOfAQuestion(TestClient client) {
        ObjectNode[] seen = new ObjectNode[1];

        assertThatThrownBy(() -> client.onForm(form -> {
                            seen[0] = form.schema();
                            throw new IllegalStateException("seen");
                        })
                        .call("asks"))
                .hasMessage("seen");
        assertThat(seen[0].path("required").path(0).stringValue()).isEqualTo("name");
    }

    @McpTest
    void callsAsACallerWithScopesAndClaims(TestClient client) {
        Principal ada = Principal.named("ada")
                .withScopes(Scopes.of(List.of("identity")))
                .withClaims(Claims.none().with("tenant", "acme"));

        assertThat(client.as(ada).call("whoami").text()).isEqualTo("ada of acme");
        assertThatThrownBy(() -> client.as(Principal.named("eve")).call("whoami"))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(403);
                    assertThat(refused.challenge().orElseThrow()).contains("insufficient_scope", "identity");
                });
    }

    @McpTest
    void listsEverythingPageByPage(TestClient client) {
        assertThat(client.tools())
                .extracting(Definition::name)
                .containsExactly(
                        "greet",
                        "open_ticket",
                        "picture",
                        "fails",
                        "refuses",
                        "works",
                        "waits",
                        "asks",
                        "whoami",
                        "now",
                        "report");
        assertThat(client.resources())
                .extracting(Definition::uri)
                .extracting(uri -> uri.orElseThrow())
                .containsExactly("desk://hours");
        assertThat(client.templates()).extracting(Definition::name).containsExactly("ticket");
        assertThat(client.prompts())
                .extracting(prompt -> prompt.description().orElse(""))
                .containsExactly("Says sorry");
        assertThat(client.tool("greet").inputSchema().path("required").path(0).stringValue())
                .isEqualTo("name");
        assertThatThrownBy(() -> client.tool("great"))
                .hasMessageStartingWith("tool 'great' is not listed; found [greet,")
                .hasMessageEndingWith("expected it: is it registered, and does the caller hold its scopes?");
    }

    @McpTest
    void readsResourcesAndPromptsAndCompletes(TestClient client) {
        assertThat(client.readResource("desk://hours").text()).isEqualTo("9 to 5");
        assertThat(client.readResource("desk://hours").mimeType()).isEqualTo("text/plain");
        assertThat(client.readResource("desk://ticket/1").bytes()).isEqualTo(Desk.PIXEL);
        assertThatThrownBy(() -> client.readResource("desk://ticket/1").text())
                .hasMessage("the resource holds bytes; expected text: use bytes()");
        assertThatThrownBy(() -> client.readResource("desk://nowhere")).isInstanceOf(RpcException.class);
        assertThat(client.getPrompt("apology", Map.of("customer", "Ada")).text())
                .isEqualTo("Say sorry to Ada");
        assertThat(client.completePrompt("apology", "customer", "A")).containsExactly("Ada", "Alan");
        assertThat(client.completeTemplate("desk://ticket/{number}", "number", "4"))
                .containsExactly("41", "42");
    }

    @McpTest(over = {Connection.MEMORY, Connection.HTTP})
    void cancelsACall(TestClient client) throws InterruptedException {
        PendingCall call = client.begin("waits", Map.of());
        call.awaitHeard(1);

        call.cancel();

        assertThat(desk.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(call::reply).isInstanceOf(CancellationException.class);
    }

    @McpTest(
            eras = Era.MODERN,
            over = {Connection.MEMORY, Connection.HTTP})
    void disconnectsFromACall(TestClient client) throws InterruptedException {
        PendingCall call = client.begin("waits", Map.of());
        call.awaitHeard(1);

        call.disconnect();

        assertThat(desk.cancelled.await(5, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(call::reply).isInstanceOf(CancellationException.class);
    }

    @McpTest
    void followsATask(TestClient client) {
        assertThat(client.withTasks().call("report").text()).isEqualTo("reported");
        assertThat(client.withTasks().call("greet", Map.of("name", "Ada")).text())
                .isEqualTo("Hello, Ada!");
    }

    @McpTest(over = {Connection.MEMORY, Connection.HTTP})
    void hearsChanges(TestClient client) {
        try (Changes changes = client.listen("desk://hours")) {
            server.registry().removeTool("now");
            assertThat(changes.next().method()).isEqualTo("notifications/tools/list_changed");
            server.registry().resourceUpdated("desk://hours");
            Heard.Other updated = changes.next();
            assertThat(updated.method()).isEqualTo("notifications/resources/updated");
            assertThat(updated.params().path("uri").stringValue()).isEqualTo("desk://hours");
        }
    }

    @McpTest
    void goesByTheClockOfTheTest(TestClient client) {
        clock.pass(Duration.ofHours(1));

        assertThat(client.call("now").text()).isEqualTo("2026-01-01T01:00:00Z");
    }
}
