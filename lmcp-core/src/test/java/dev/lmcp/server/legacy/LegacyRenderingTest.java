package dev.lmcp.server.legacy;

import static dev.lmcp.Trees.object;
import static dev.lmcp.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.base.HttpResponses;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.Cancellation;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.call.LocalTask;
import dev.lmcp.server.call.Rendered;
import dev.lmcp.server.call.Rendering;
import dev.lmcp.server.methods.Catalog;
import dev.lmcp.server.support.TestClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LegacyRenderingTest {

    private static final Principal ADA = Principal.named("ada");
    private static final RequestId ID = RequestId.of("r");

    private final TestClock clock = new TestClock();
    private final LegacyRendering rendering =
            new LegacyRendering(new LegacyDowngrade(new Catalog(new ChangeBus(Runnable::run))));

    private static LegacySession session(String revision, ClientCapabilities capabilities) {
        return new LegacySession("s", "node", ADA, SessionFacts.of(revision, Optional.empty(), capabilities, 0), 0);
    }

    private Rendered render(String revision, String method, CallResult result) {
        LegacySession session = session(revision, ClientCapabilities.NONE);
        return read(result.accept(rendering.of(session, new Message.Request(ID, method, object("{'name':'t'}")))));
    }

    private Rendered render(CallResult result) {
        return render("2025-11-25", "tools/call", result);
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
        return new Rendered.Response(200, new Message.Result(ID, tree(json)));
    }

    private static Rendered error(RpcError error) {
        return new Rendered.Response(200, new Message.Failure(Optional.of(ID), error));
    }

    @Test
    void doesNotChangeAResultOfTheLatestRevision() {
        assertThat(render(new CallResult.Completed(object("{'content':[]}")))).isEqualTo(result("{'content':[]}"));
    }

    @Test
    void leavesOutLaterFeatures() {
        String full = "{'content':[],'structuredContent':{'a':1},'_meta':{'k':1}}";

        assertThat(render("2025-03-26", "tools/call", new CallResult.Completed(object(full))))
                .isEqualTo(result("{'content':[]}"));
        assertThat(render("2025-06-18", "tools/call", new CallResult.Completed(object(full))))
                .isEqualTo(result(full));
    }

    /** 404 means that the session has ended. */
    @ParameterizedTest
    @ValueSource(ints = {RpcError.METHOD_NOT_FOUND, RpcError.INVALID_PARAMS, RpcError.INTERNAL_ERROR})
    void hasStatus200ForEveryError(int code) {
        RpcError error = new RpcError(code, "no");

        assertThat(render(new CallResult.Failed(error))).isEqualTo(error(error));
    }

    @Test
    void hasAnErrorCodeForAMissingResource() {
        assertThat(render("2025-06-18", "resources/read", new CallResult.ResourceMissing("app://x")))
                .isEqualTo(error(new RpcError(-32002, "Resource not found", object("{'uri':'app://x'}"))));
    }

    @Test
    void reportsAMissingCapabilityToTheModel() {
        LegacySession silent = session("2025-11-25", ClientCapabilities.NONE);
        Rendering visitor = rendering.of(silent, new Message.Request(ID, "tools/call", object("{'name':'t'}")));
        assertThat(new CallResult.CapabilityMissing(object("{'sampling':{}}"))
                        .accept(visitor)
                        .toString())
                .contains(
                        "\"text\":\"The client did not declare the capability 'sampling', which this call needs\"",
                        "\"isError\":true");
        assertThat(render("2025-11-25", "prompts/get", new CallResult.CapabilityMissing(object("{'sampling':{}}"))))
                .isEqualTo(error(new RpcError(
                        RpcError.INVALID_REQUEST,
                        "The client did not declare the capability 'sampling', which this call needs")));
    }

    @Test
    void tellsAClientThatDeclaredTheCapabilityThatItCannotBeAskedHere() {
        LegacySession declared = session("2025-11-25", new ClientCapabilities(object("{'elicitation':{}}")));
        Rendering visitor = rendering.of(declared, new Message.Request(ID, "prompts/get", object("{'name':'t'}")));

        assertThat(read(new CallResult.CapabilityMissing(object("{'elicitation':{'form':{}}}")).accept(visitor)))
                .isEqualTo(error(new RpcError(
                        RpcError.INVALID_REQUEST,
                        "The client declared the capability 'elicitation.form', but cannot be asked here: send the request alone,"
                                + " and accept text/event-stream as well")));
        assertThat(read(new CallResult.CapabilityMissing(object("{'elicitation':{'url':{}}}")).accept(visitor)))
                .isEqualTo(error(new RpcError(
                        RpcError.INVALID_REQUEST,
                        "The client did not declare the capability 'elicitation.url', which this call needs")));
    }

    @Test
    void writesACreatedTask() {
        LocalTask task =
                new LocalTask("t1", ADA, clock.instant(), Duration.ofMinutes(1), new Cancellation(Runnable::run));
        String now = clock.instant().toString();

        assertThat(render(new CallResult.TaskCreated(task)))
                .isEqualTo(result("{'task':{'taskId':'t1','status':'working','createdAt':'" + now
                        + "','lastUpdatedAt':'" + now + "','ttl':60000,'pollInterval':1000}}"));
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
        assertThatIllegalStateException()
                .isThrownBy(() -> render(new CallResult.InputRequired(Map.of(), Map.of())))
                .withMessage(
                        "questions were rendered for a legacy request; expected an answer to each while the request runs");
    }
}
