package dev.lmcp.server.tasks;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Claims;
import dev.lmcp.ClientInfo;
import dev.lmcp.InputRequest;
import dev.lmcp.Principal;
import dev.lmcp.Scopes;
import dev.lmcp.Shape;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.auth.RequestDetails;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.call.Questions;
import dev.lmcp.server.call.Task;
import dev.lmcp.spi.Headers;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class TaskRecordJsonTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123Z");
    private static final Principal ADA = Principal.of("https://issuer.example", "ada")
            .withClient("app")
            .withScopes(Scopes.of(List.of("a", "b")))
            .withExpiry(NOW.plusSeconds(60))
            .withClaims(Claims.none().with("tenant", "acme").with("groups", List.of("x", "y")));

    private final TaskRecordJson json = new TaskRecordJson(name -> Optional.empty());

    private static StoredRequest request(Principal caller, ObjectNode params) {
        Headers headers = Headers.builder()
                .add("X-Tenant", "acme")
                .add("Authorization", "Bearer secret")
                .add("Cookie", "secret")
                .build();
        return new StoredRequest(
                "tools/call",
                params,
                new AuthenticatedCaller(
                        caller, () -> true, Optional.empty(), RequestDetails.of(Optional.of("192.0.2.1"), headers)),
                Optional.of(ClientInfo.of("client", "1").withTitle("Client")),
                new ClientCapabilities(object("{'elicitation':{'form':{}}}")),
                Optional.empty());
    }

    private static TaskRecord first(Principal caller, ObjectNode params) {
        return TaskRecord.first(
                "x".repeat(24),
                request(caller, params),
                Map.of("name", tree("{'action':'decline'}")),
                NOW,
                Duration.ofMinutes(5),
                "node1");
    }

    private TaskRecord copy(TaskRecord record) {
        return json.read(json.write(record));
    }

    @Test
    void readsARunningTaskAsItWasWritten() {
        ObjectNode params = object("{'name':'t','arguments':{'n':12345678901234567890.5}}");

        TaskRecord copy = copy(first(ADA, params));

        assertThat(json.write(copy)).isEqualTo(json.write(first(ADA, params)));
        StoredRequest request = copy.request().orElseThrow();
        assertThat(request.caller().principal()).isEqualTo(ADA);
        assertThat(request.params()).isEqualTo(params);
        assertThat(request.client()).contains(ClientInfo.of("client", "1").withTitle("Client"));
        assertThat(request.caller().details().header("X-Tenant")).contains("acme");
        assertThat(request.caller().details().remoteAddress()).contains("192.0.2.1");
        assertThat(copy.node()).contains("node1");
        assertThat(copy.owner().isSameCallerAs(ADA)).isTrue();
        assertThat(copy.answers()).containsEntry("name", tree("{'action':'decline'}"));
    }

    @Test
    void keepsTheDifferenceBetweenAllScopesAndNone() {
        for (Scopes scopes : List.of(Scopes.all(), Scopes.none(), Scopes.of(List.of("a")))) {
            Principal caller = Principal.named("ada").withScopes(scopes);

            assertThat(copy(first(caller, Json.object()))
                            .request()
                            .orElseThrow()
                            .caller()
                            .principal()
                            .scopes())
                    .isEqualTo(scopes);
        }
    }

    @Test
    void writesNoCredential() {
        assertThat(json.write(first(ADA, Json.object())).toString()).doesNotContain("secret");
    }

    @Test
    void keepsNoRequestOfATaskThatHasEnded() {
        TaskRecord ended = first(ADA, Json.object())
                .in(
                        new Task.State(
                                Task.Status.COMPLETED,
                                NOW,
                                Map.of(),
                                Optional.of(object("{'content':[],'isError':true}")),
                                Optional.empty()),
                        "node1");

        TaskRecord copy = copy(ended);

        assertThat(copy.request()).isEmpty();
        assertThat(copy.answers()).isEmpty();
        assertThat(copy.node()).isEmpty();
        assertThat(copy.number()).isEqualTo(2);
        assertThat(copy.state()).isEqualTo(ended.state());
    }

    @Test
    void readsErrorsWithTheirData() {
        RpcError error = new RpcError(-32000, "No", object("{'why':'x'}"));
        TaskRecord failed = first(ADA, Json.object())
                .in(new Task.State(Task.Status.FAILED, NOW, Map.of(), Optional.empty(), Optional.of(error)), "node1");

        assertThat(copy(failed).state().error()).contains(error);
    }

    @Test
    void readsEachKindOfQuestion() {
        Shape<String> shape = Shape.object(fields -> {
            var color = fields.string("color").description("Which?");
            return in -> in.get(color);
        });
        Map<String, InputRequest<?>> questions = new LinkedHashMap<>();
        questions.put("form", InputRequest.form("Which color?", shape));
        questions.put("page", InputRequest.url("Please pay", URI.create("https://example.com/pay?x=1")));
        questions.put("model", InputRequest.sampling(7).user("Hello").systemPrompt("Be brief"));
        questions.put("roots", InputRequest.roots());
        TaskRecord asking = first(ADA, Json.object())
                .in(
                        new Task.State(Task.Status.INPUT_REQUIRED, NOW, questions, Optional.empty(), Optional.empty()),
                        "node1");

        Map<String, InputRequest<?>> read = copy(asking).state().questions();

        assertThat(read.keySet()).containsExactly("form", "page", "model", "roots");
        questions.forEach((key, question) -> {
            assertThat(Questions.method(read.get(key))).isEqualTo(Questions.method(question));
            assertThat(Questions.params(read.get(key))).isEqualTo(Questions.params(question));
        });
        assertThat(Questions.answer(read.get("form"), tree("{'action':'accept','content':{'color':'red'}}")))
                .isPresent();
        assertThat(Questions.answer(read.get("form"), tree("{'action':'accept','content':{'color':7}}")))
                .isEmpty();
    }

    @Test
    void takesJsonThatIsDeeperThanAMessage() {
        ObjectNode params = (ObjectNode) tree("{'a':" + "[".repeat(150) + "]".repeat(150) + "}");

        assertThat(copy(first(ADA, params)).request().orElseThrow().params()).isEqualTo(params);
        assertThat(json.isReadable(params)).isTrue();
    }

    @Test
    void saysThatAResultIsTooDeepToBeReadAgain() {
        ObjectNode deep = Json.object();
        ObjectNode inner = deep;
        for (int i = 0; i < 1000; i++) {
            inner = inner.putObject("a");
        }

        assertThat(json.isReadable(deep)).isFalse();
    }

    @Test
    void tellsOtherNodesOfAToolErrorWithoutItsResult() {
        TaskRecord ended = first(ADA, Json.object())
                .in(
                        new Task.State(
                                Task.Status.COMPLETED,
                                NOW,
                                Map.of(),
                                Optional.of(object("{'content':['secret'],'isError':true}")),
                                Optional.empty()),
                        "node1");

        TaskRecord summary = json.read(json.summary(ended));

        assertThat(json.summary(ended).toString()).doesNotContain("secret");
        assertThat(summary.state().result()).contains(object("{'isError':true}"));
        assertThat(summary.number()).isEqualTo(ended.number());
    }
}
