package dev.lmcp.server.modern;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lmcp.CacheHint;
import dev.lmcp.InputRequest;
import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.base.HttpResponses;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.Cancellation;
import dev.lmcp.server.call.LocalTask;
import dev.lmcp.server.call.Rendered;
import dev.lmcp.server.call.Task;
import dev.lmcp.server.methods.ServerInfo;
import dev.lmcp.server.support.TestClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ModernRenderingTest {

    private static final String SERVER = "'io.modelcontextprotocol/serverInfo':{'name':'test','version':'1.0'}";
    private static final Principal ADA = Principal.named("ada");
    private static final Message.Request REQUEST =
            new Message.Request(RequestId.of("r"), "tools/call", object("{'name':'t'}"));

    private final TestClock clock = new TestClock();
    private final StateSeal seal = new StateSeal(new MessageCodec(64), KeyRing.random(), clock, Duration.ofMinutes(5));
    private final ModernRendering rendering =
            new ModernRendering(new ServerInfo("test", "1.0", Optional.empty(), Optional.empty()), seal);

    private Rendered render(CallResult result) {
        return read(result.accept(rendering.of(REQUEST, ADA)));
    }

    /** Parses the message again, so that numbers lose their Java types. */
    private static Rendered read(Rendered rendered) {
        return rendered instanceof Rendered.Response response && response.message() instanceof Message.Result result
                ? new Rendered.Response(
                        response.status(),
                        new Message.Result(result.id(), tree(result.result().toString())))
                : rendered;
    }

    private static Rendered result(String json) {
        return new Rendered.Response(200, new Message.Result(REQUEST.id(), tree(json)));
    }

    private static Rendered error(int status, RpcError error) {
        return new Rendered.Response(status, new Message.Failure(Optional.of(REQUEST.id()), error));
    }

    @Test
    void addsTheMembersOfAllResults() {
        assertThat(render(new CallResult.Completed(object("{'content':[]}"))))
                .isEqualTo(result("{'content':[],'resultType':'complete','_meta':{" + SERVER + "}}"));
    }

    @Test
    void keepsTheMetaOfAResultAndDoesNotChangeTheOriginal() {
        ObjectNode meta = object("{'k':1}");
        ObjectNode given = Json.object();
        given.set("_meta", meta);

        assertThat(render(new CallResult.Completed(given)))
                .isEqualTo(result("{'_meta':{'k':1," + SERVER + "},'resultType':'complete'}"));
        assertThat(meta).isEqualTo(object("{'k':1}"));
    }

    @Test
    void writesTheCacheHint() {
        CacheHint hour = CacheHint.of(Duration.ofHours(1)).shared();

        assertThat(render(new CallResult.Completed(Json.object(), Optional.of(hour))))
                .isEqualTo(result(
                        "{'resultType':'complete','_meta':{" + SERVER + "},'ttlMs':3600000,'cacheScope':'public'}"));
    }

    @ParameterizedTest
    @CsvSource({"-32601,404", "-32020,400", "-32021,400", "-32022,400", "-32602,200", "-32603,200", "-32600,200"})
    void mapsAnErrorCodeToItsStatus(int code, int status) {
        RpcError error = new RpcError(code, "no");

        assertThat(render(new CallResult.Failed(error))).isEqualTo(error(status, error));
    }

    @Test
    void namesTheResourceThatIsMissing() {
        assertThat(render(new CallResult.ResourceMissing("app://x")))
                .isEqualTo(error(
                        200, new RpcError(RpcError.INVALID_PARAMS, "Resource not found", object("{'uri':'app://x'}"))));
    }

    @Test
    void namesTheCapabilityThatIsMissing() {
        assertThat(render(new CallResult.CapabilityMissing(object("{'sampling':{}}"))))
                .isEqualTo(error(
                        400,
                        new RpcError(
                                -32021,
                                "The client must declare the required capabilities",
                                object("{'requiredCapabilities':{'sampling':{}}}"))));
    }

    @Test
    void asksTheClientToSendTheRequestAgainWithItsAnswers() {
        Map<String, InputRequest<?>> questions = Map.of("roots", InputRequest.roots());
        Map<String, JsonNode> answered = Map.of("name", tree("'x'"));

        Rendered.Response response = (Rendered.Response) render(new CallResult.InputRequired(questions, answered));

        JsonNode result = ((Message.Result) response.message()).result();
        assertThat(response.status()).isEqualTo(200);
        assertThat(result.path("resultType").stringValue()).isEqualTo("input_required");
        assertThat(result.path("inputRequests")).isEqualTo(tree("{'roots':{'method':'roots/list','params':{}}}"));
        ObjectNode retry = object("{'name':'t'}")
                .put("requestState", result.path("requestState").stringValue());
        assertThat(seal.answers(new Message.Request(RequestId.of(2), "tools/call", retry), ADA))
                .isEqualTo(answered);
    }

    @Test
    void writesACreatedTask() {
        LocalTask task =
                new LocalTask("t1", ADA, clock.instant(), Duration.ofMinutes(1), new Cancellation(Runnable::run));
        String now = clock.instant().toString();

        assertThat(render(new CallResult.TaskCreated(task)))
                .isEqualTo(result("{'taskId':'t1','status':'working','createdAt':'" + now + "','lastUpdatedAt':'" + now
                        + "','ttlMs':60000,'pollIntervalMs':1000,'resultType':'task','_meta':{" + SERVER + "}}"));
    }

    @Test
    void distinguishesTheResultsWithoutAResponse() {
        assertThat(render(new CallResult.Cancelled())).isEqualTo(new Rendered.NoResponse());
        assertThat(render(new CallResult.Detached())).isEqualTo(new Rendered.OpenStream());
        assertThat(render(new CallResult.Refused(HttpResponses.noContent())))
                .isInstanceOfSatisfying(
                        Rendered.Refusal.class,
                        refusal -> assertThat(refusal.response().status()).isEqualTo(204));
        assertThatIllegalStateException()
                .isThrownBy(() -> render(new CallResult.ContinueAsTask()))
                .withMessage("a result to continue as a task was rendered; expected the call runner to start the task");
    }

    /** A task may end between two reads of its state. */
    @Test
    void writesATaskInOneState() {
        LocalTask task =
                new LocalTask("t1", ADA, clock.instant(), Duration.ofMinutes(1), new Cancellation(Runnable::run));
        Task.State before = task.state();
        clock.pass(Duration.ofSeconds(5));
        task.update(new CallResult.Completed(object("{'content':[]}")), clock.instant());

        ObjectNode working = ModernJson.detailed(task, before);
        assertThat(working.path("status").stringValue()).isEqualTo("working");
        assertThat(working.path("lastUpdatedAt").stringValue())
                .isEqualTo(before.updated().toString());
        assertThat(working.has("result")).isFalse();

        ObjectNode completed = ModernJson.detailed(task);
        assertThat(completed.path("lastUpdatedAt").stringValue())
                .isEqualTo(clock.instant().toString());
        assertThat(completed.path("result")).isEqualTo(tree("{'content':[],'resultType':'complete'}"));
    }
}
