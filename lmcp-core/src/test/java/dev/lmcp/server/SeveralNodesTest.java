package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Statistics;
import dev.lmcp.embed.InMemoryCluster;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.support.TestExchange;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Two nodes on one engine serve the same sessions. */
class SeveralNodesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String INITIALIZE = "{'jsonrpc':'2.0','id':0,'method':'initialize','params':{"
            + "'protocolVersion':'2025-11-25','capabilities':{'elicitation':{}},'clientInfo':{'name':'c','version':'1'}}}";
    private static final String NO_TASK = "a".repeat(24);
    private static final Pattern TASK = Pattern.compile("\"taskId\":\"([^\"]+)\"");
    private static final Pattern QUESTION = Pattern.compile("\"id\":\"(lmcp-[^\"]+)\"");

    private final KeyRing keys = KeyRing.random();
    private final InMemoryCluster engine = new InMemoryCluster(Clock.systemUTC());
    private final TestServer here = TestServer.node(keys, engine);
    private final TestServer there = TestServer.node(keys, engine);

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    private static Map<String, List<String>> session(TestServer node) throws InterruptedException {
        TestExchange opening = TestServer.post("ada", INITIALIZE, Map.of());
        node.endpoint().handle(opening);
        assertThat(opening.status(PATIENCE)).isEqualTo(200);
        return Map.of("Mcp-Session-Id", List.of(opening.header("Mcp-Session-Id").orElseThrow()));
    }

    private static TestExchange send(TestServer node, Map<String, List<String>> session, String body) {
        TestExchange exchange = TestServer.post("ada", body, session);
        node.endpoint().handle(exchange);
        return exchange;
    }

    private static TestExchange request(
            TestServer node, Map<String, List<String>> session, String method, String params) {
        return send(node, session, "{'jsonrpc':'2.0','id':7,'method':'" + method + "','params':{" + params + "}}");
    }

    /** Sends a request whose handler waits. */
    private static TestExchange begin(TestServer node, Map<String, List<String>> session, String tool) {
        TestExchange exchange = TestServer.post(
                "ada",
                "{'jsonrpc':'2.0','id':7,'method':'tools/call','params':{'name':'" + tool
                        + "','_meta':{'progressToken':1}}}",
                session);
        new Thread(() -> node.endpoint().handle(exchange), "call-" + tool).start();
        return exchange;
    }

    private static TestExchange get(TestServer node, Map<String, List<String>> session) {
        TestExchange stream = new TestExchange("GET", "/mcp", TestServer.headers("ada", session), "");
        node.endpoint().handle(stream);
        return stream;
    }

    private static TestExchange end(TestServer node, Map<String, List<String>> session) {
        TestExchange exchange = new TestExchange("DELETE", "/mcp", TestServer.headers("ada", session), "");
        node.endpoint().handle(exchange);
        return exchange;
    }

    private static int delete(TestServer node, Map<String, List<String>> session) throws InterruptedException {
        return end(node, session).status(PATIENCE);
    }

    private static int list(TestServer node, Map<String, List<String>> session) throws InterruptedException {
        return request(node, session, "tools/list", "").status(PATIENCE);
    }

    private static String data(TestExchange stream, int event, Duration patience) throws InterruptedException {
        return stream.event(event, patience).orElseThrow().data().orElse("");
    }

    private static String data(TestExchange stream, int event) throws InterruptedException {
        return stream.event(event, PATIENCE).orElseThrow().data().orElse("");
    }

    @Nested
    class ASession {

        @Test
        void endsOnAllNodes() throws Exception {
            Map<String, List<String>> session = session(here);
            assertThat(list(there, session)).isEqualTo(200);
            TestExchange stream = get(there, session);

            assertThat(delete(here, session)).isEqualTo(204);

            stream.body(PATIENCE);
            assertThat(list(here, session)).isEqualTo(404);
            assertThat(list(there, session)).isEqualTo(404);
            try (TestServer late = TestServer.node(keys, engine)) {
                assertThat(list(late, session)).isEqualTo(404);
            }
        }

        @Test
        void keepsItsLogLevelOnEachNode() throws Exception {
            Map<String, List<String>> session = session(here);
            assertThat(list(there, session)).isEqualTo(200);

            request(here, session, "logging/setLevel", "'level':'warning'").body(PATIENCE);

            try (TestServer late = TestServer.node(keys, engine)) {
                for (TestServer node : List.of(here, there, late)) {
                    assertThat(request(node, session, "tools/call", "'name':'logs'")
                                    .body(PATIENCE))
                            .contains("it is hot")
                            .doesNotContain("it is warm");
                }
            }
        }

        @Test
        void keepsChangesThatTwoNodesMake() throws Exception {
            Map<String, List<String>> session = session(here);
            request(here, session, "resources/subscribe", "'uri':'app://a'").body(PATIENCE);
            request(there, session, "resources/subscribe", "'uri':'app://b'").body(PATIENCE);
            request(here, session, "resources/subscribe", "'uri':'app://c'").body(PATIENCE);
            request(there, session, "resources/unsubscribe", "'uri':'app://c'").body(PATIENCE);
            TestExchange stream = get(here, session);

            there.change("app://c");
            there.change("app://a");
            here.change("app://b");

            assertThat(List.of(data(stream, 0), data(stream, 1)))
                    .anyMatch(event -> event.contains("app://a"))
                    .anyMatch(event -> event.contains("app://b"));
        }

        @Test
        void hearsChangesOfEachNode() throws Exception {
            Map<String, List<String>> session = session(here);
            TestExchange stream = get(there, session);

            here.change("tools");

            assertThat(data(stream, 0)).contains("notifications/tools/list_changed");
        }
    }

    @Nested
    class ACall {

        @Test
        void getsItsAnswerFromAnotherNode() throws Exception {
            Map<String, List<String>> session = session(here);
            TestExchange call = begin(here, session, "ask");
            Matcher question = QUESTION.matcher(data(call, 1));
            assertThat(question.find()).isTrue();

            int accepted = send(
                            there,
                            session,
                            "{'jsonrpc':'2.0','id':'" + question.group(1)
                                    + "','result':{'action':'accept','content':{'name':'Ada'}}}")
                    .status(PATIENCE);

            assertThat(accepted).isEqualTo(202);
            assertThat(call.body(PATIENCE)).contains("Hello, Ada");
        }

        /** An answer is inside other objects on its way between the nodes. */
        @Test
        void getsAnAnswerOfTheMaximumDepthFromAnotherNode() throws Exception {
            Map<String, List<String>> session = session(here);
            TestExchange call = begin(here, session, "ask");
            Matcher question = QUESTION.matcher(data(call, 1));
            assertThat(question.find()).isTrue();

            int accepted = send(
                            there,
                            session,
                            "{'jsonrpc':'2.0','id':'" + question.group(1)
                                    + "','result':{'action':'accept','content':{'name':'Ada'},'_meta':{'x':"
                                    + "[".repeat(61) + "]".repeat(61) + "}}}")
                    .status(PATIENCE);

            assertThat(accepted).isEqualTo(202);
            assertThat(call.body(PATIENCE)).contains("Hello, Ada");
        }

        @Test
        void isCancelledFromAnotherNode() throws Exception {
            Map<String, List<String>> session = session(here);
            TestExchange call = begin(here, session, "hold");
            data(call, 0);

            send(there, session, "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':7}}");

            here.await("cancelled");
        }

        @Test
        void isNotCancelledByAnotherSession() throws Exception {
            Map<String, List<String>> session = session(here);
            TestExchange call = begin(here, session, "hold");
            data(call, 0);

            send(
                    there,
                    session(there),
                    "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':7}}");
            here.change("release");

            assertThat(call.body(PATIENCE)).contains("released");
        }
    }

    @Nested
    class AStream {

        private TestExchange resume(TestServer node, Map<String, List<String>> session, String lastEventId) {
            Map<String, List<String>> headers = new HashMap<>(session);
            headers.put("Last-Event-ID", List.of(lastEventId));
            return get(node, headers);
        }

        private String id(TestExchange stream, int event) throws InterruptedException {
            return stream.event(event, PATIENCE).orElseThrow().id().orElseThrow();
        }

        private interface Wait {
            String run(Duration patience) throws InterruptedException;
        }

        /** Lets both nodes do their periodic work until what the wait waits for is there. */
        private String atWork(Wait wait) throws InterruptedException {
            for (int attempt = 0; attempt < 100; attempt++) {
                here.change("beat");
                there.change("beat");
                try {
                    return wait.run(Duration.ofMillis(100));
                } catch (AssertionError tooEarly) {
                    // the next round
                }
            }
            return wait.run(PATIENCE);
        }

        private String awaitData(TestExchange stream, int event) throws InterruptedException {
            return atWork(patience -> data(stream, event, patience));
        }

        @Test
        void goesOnAtAnotherNodeWhileItsCallRuns() throws Exception {
            Map<String, List<String>> session = session(here);
            here.change("beat");
            // it shows that it runs
            here.settle();
            TestExchange call = begin(here, session, "hold");
            String primed = id(call, 0);
            data(call, 1);
            call.goAway();

            TestExchange rest = resume(there, session, primed);

            assertThat(awaitData(rest, 0)).contains("notifications/progress");
            here.change("release");
            assertThat(awaitData(rest, 1)).contains("released");
            atWork(rest::body);
        }

        @Test
        void isReadAfterItsEndFromEachPosition() throws Exception {
            Map<String, List<String>> session = session(here);
            TestExchange call = begin(here, session, "steps");
            call.body(PATIENCE);
            String primed = id(call, 0);
            String half = id(call, 1);

            assertThat(resume(there, session, primed).body(PATIENCE))
                    .contains("half")
                    .contains("done");
            assertThat(resume(there, session, half).body(PATIENCE))
                    .doesNotContain("half")
                    .contains("done");
        }

        @Test
        void belongsToItsSession() throws Exception {
            Map<String, List<String>> session = session(here);
            TestExchange call = begin(here, session, "steps");
            call.body(PATIENCE);

            assertThat(resume(there, session(there), id(call, 0)).status(PATIENCE))
                    .isEqualTo(400);
            assertThat(resume(there, session, "unknown1-7-3").status(PATIENCE)).isEqualTo(400);
        }

        @Test
        void isNotResumedIfItsNodeIsGone() throws Exception {
            Map<String, List<String>> session = session(here);
            TestExchange call = begin(here, session, "hold");
            String primed = id(call, 0);

            // this node has never shown that it runs, as no timer has ticked
            assertThat(resume(there, session, primed).status(PATIENCE)).isEqualTo(400);
        }

        @Test
        void ofChangesBeginsAnewAndTellsThatAllMayHaveChanged() throws Exception {
            Map<String, List<String>> session = session(here);
            request(here, session, "resources/subscribe", "'uri':'app://a'").body(PATIENCE);
            TestExchange stream = get(here, session);
            here.change("tools");
            String last = id(stream, 0);
            stream.goAway();

            TestExchange again = resume(there, session, last);

            // The change of the tools may arrive at this node only now, and is then told as well.
            List<String> missing = new ArrayList<>(
                    List.of("tools/list_changed", "prompts/list_changed", "resources/list_changed", "app://a"));
            for (int i = 0; !missing.isEmpty(); i++) {
                missing.removeIf(data(again, i)::contains);
            }
        }
    }

    @Nested
    class WithoutTheEngine {

        /** The requests that the documentation lists. */
        @Test
        void whatNeedsItIsAskedToWait() throws Exception {
            Map<String, List<String>> known = session(here);
            Map<String, List<String>> unknown = session(there);
            TestExchange call = begin(there, unknown, "steps");
            call.body(PATIENCE);
            String event = call.event(0, PATIENCE).orElseThrow().id().orElseThrow();
            Map<String, List<String>> resumed = new HashMap<>(session(there));
            assertThat(list(here, resumed)).isEqualTo(200);
            resumed.put("Last-Event-ID", List.of(event));
            engine.stop();
            List<TestExchange> refused = List.of(
                    request(here, unknown, "tools/list", ""),
                    request(here, unknown, "ping", ""),
                    request(here, unknown, "tools/call", "'name':'logs'"),
                    send(here, unknown, "{'jsonrpc':'2.0','method':'notifications/initialized'}"),
                    get(here, unknown),
                    end(here, unknown),
                    end(here, known),
                    request(here, known, "logging/setLevel", "'level':'error'"),
                    request(here, known, "resources/subscribe", "'uri':'app://a'"),
                    request(here, known, "resources/unsubscribe", "'uri':'app://a'"),
                    request(here, known, "tools/call", "'name':'job','arguments':{'text':'x'},'task':{}"),
                    request(here, known, "tasks/get", "'taskId':'" + NO_TASK + "'"),
                    request(here, known, "tasks/result", "'taskId':'" + NO_TASK + "'"),
                    request(here, known, "tasks/cancel", "'taskId':'" + NO_TASK + "'"),
                    request(here, known, "tasks/list", ""),
                    send(here, known, "{'jsonrpc':'2.0','id':'lmcp-elsewhere','result':{'action':'accept'}}"),
                    send(here, known, "{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':99}}"),
                    get(here, resumed));

            for (TestExchange each : refused) {
                assertThat(each.status(PATIENCE))
                        .as(each.method() + ' ' + refused.indexOf(each))
                        .isEqualTo(503);
                assertThat(each.header("Retry-After")).contains("5");
            }
            assertThat(here.statistics().cluster().orElseThrow().refusedRequests())
                    .isEqualTo(refused.size());
        }

        @Test
        void knownSessionsGoOnAndOthersAreAskedToWait() throws Exception {
            Map<String, List<String>> session = session(here);
            TestExchange stream = get(here, session);
            engine.stop();

            assertThat(list(here, session)).isEqualTo(200);
            TestExchange unknown = request(there, session, "tools/list", "");
            assertThat(unknown.status(PATIENCE)).isEqualTo(503);
            assertThat(unknown.header("Retry-After")).isPresent();
            assertThat(delete(here, session)).isEqualTo(503);
            assertThat(request(here, session, "logging/setLevel", "'level':'error'")
                            .status(PATIENCE))
                    .isEqualTo(503);
            here.change("tools");
            assertThat(data(stream, 0)).contains("list_changed");

            engine.start();
            assertThat(list(there, session)).isEqualTo(200);
            assertThat(delete(here, session)).isEqualTo(204);
            assertThat(list(there, session)).isEqualTo(404);
        }

        @Test
        void theFiguresTellIt() throws Exception {
            Map<String, List<String>> session = session(here);
            assertThat(cluster(here)).isEqualTo(Statistics.ClusterStatus.of("test"));
            engine.stop();
            here.pass(Duration.ofSeconds(1));
            delete(here, session);
            request(here, session, "logging/setLevel", "'level':'error'").body(PATIENCE);
            here.pass(Duration.ofSeconds(30));

            assertThat(cluster(here))
                    .isEqualTo(
                            Statistics.ClusterStatus.of("test").withLosses(2, 0).withSilence(Duration.ofSeconds(30)));
            assertThat(here.statistics().isReady()).isTrue();

            engine.start();

            assertThat(cluster(here))
                    .isEqualTo(Statistics.ClusterStatus.of("test").withLosses(2, 1));
        }

        private Statistics.ClusterStatus cluster(TestServer node) {
            return node.statistics().cluster().orElseThrow();
        }

        @Test
        void newSessionsAreOpened() throws Exception {
            engine.stop();

            assertThat(list(here, session(here))).isEqualTo(200);
        }

        @Test
        void anEndThatWasMissedIsReadLater() throws Exception {
            Map<String, List<String>> session = session(here);
            assertThat(list(there, session)).isEqualTo(200);
            TestExchange stream = get(there, session);
            engine.loseMessages(true);
            assertThat(delete(here, session)).isEqualTo(204);
            assertThat(list(there, session)).isEqualTo(200);

            engine.loseMessages(false);

            stream.body(PATIENCE);
            assertThat(list(there, session)).isEqualTo(404);
        }

        @Test
        void sessionsSurviveAnEngineThatForgets() throws Exception {
            Map<String, List<String>> session = session(here);
            request(here, session, "logging/setLevel", "'level':'error'").body(PATIENCE);
            engine.clear();

            assertThat(list(here, session)).isEqualTo(200);
            assertThat(list(there, session)).isEqualTo(200);
        }
    }

    /** The others hear the engine all the time, so that they do not notice that they missed something. */
    @Nested
    class ANodeThatCannotSend {

        private final MuteNode connection = new MuteNode(engine.node());
        private final TestServer mute = TestServer.node(keys, connection, Map.of());

        @AfterEach
        void stop() {
            mute.close();
        }

        @Test
        void sendsItsChangesLater() throws Exception {
            TestExchange stream = get(there, session(there));
            connection.mute(true);
            mute.change("tools");
            mute.change("prompts");

            connection.mute(false);
            mute.change("beat");

            assertThat(List.of(data(stream, 0), data(stream, 1)))
                    .satisfiesExactlyInAnyOrder(
                            first -> assertThat(first).contains("notifications/tools/list_changed"),
                            second -> assertThat(second).contains("notifications/prompts/list_changed"));
        }

        @Test
        void endsASessionOnTheOthersLater() throws Exception {
            Map<String, List<String>> session = session(here);
            assertThat(list(there, session)).isEqualTo(200);
            TestExchange stream = get(there, session);
            connection.mute(true);
            assertThat(delete(mute, session)).isEqualTo(204);
            assertThat(list(mute, session)).isEqualTo(404);
            assertThat(list(there, session)).isEqualTo(200);

            connection.mute(false);
            mute.change("beat");

            stream.body(PATIENCE);
            assertThat(list(there, session)).isEqualTo(404);
        }
    }

    @Nested
    class ALimitForEachCaller {

        private static final Map<String, String> ONE_STREAM = Map.of("lmcp.limits.max-streams-per-caller", "1");

        @Test
        void holdsForTheStreamsOfAllNodes() throws Exception {
            try (TestServer one = TestServer.node(keys, engine, ONE_STREAM);
                    TestServer two = TestServer.node(keys, engine, ONE_STREAM)) {
                TestExchange stream = get(one, session(one));
                assertThat(stream.status(PATIENCE)).isEqualTo(200);

                TestExchange refused = untilRefused(one, two);

                assertThat(refused.header("Retry-After")).isPresent();
            }
        }

        /** Lets seconds pass until a node has heard of the stream on the other one. */
        private TestExchange untilRefused(TestServer one, TestServer two) throws Exception {
            Map<String, List<String>> session = session(two);
            for (int second = 0; second < 1000; second++) {
                one.change("beat");
                TestExchange stream = get(two, session);
                if (stream.status(PATIENCE) == 429) {
                    return stream;
                }
                stream.goAway();
                two.change("beat");
            }
            throw new AssertionError("the stream on the other node was never counted");
        }
    }

    @Nested
    class WithOtherKeys {

        @Test
        void noSessionIsServedAndNothingIsHeard() throws Exception {
            try (TestServer stranger = TestServer.node(KeyRing.random(), engine)) {
                Map<String, List<String>> session = session(here);
                TestExchange stream = get(here, session);

                assertThat(list(stranger, session)).isEqualTo(404);
                stranger.change("prompts");
                there.change("tools");

                assertThat(data(stream, 0)).contains("notifications/tools/list_changed");
            }
        }

        /** The key in the middle of a change: this node does not have the new key. */
        @Test
        void aSessionWhoseStateNoKeyOpensIsUnknown() throws Exception {
            byte[] old = new byte[KeyRing.KEY_BYTES];
            byte[] young = new byte[KeyRing.KEY_BYTES];
            young[0] = 1;
            KeyRing changing = KeyRing.of(List.of(old, young));
            try (TestServer ahead = TestServer.node(changing, engine);
                    TestServer behind = TestServer.node(KeyRing.of(List.of(old)), engine)) {
                Map<String, List<String>> known = session(ahead);
                Map<String, List<String>> ended = session(ahead);
                Map<String, List<String>> unchanged = session(ahead);
                assertThat(list(behind, known)).isEqualTo(200);
                changing.replace(List.of(young, old));
                request(ahead, known, "logging/setLevel", "'level':'error'").body(PATIENCE);
                assertThat(delete(ahead, ended)).isEqualTo(204);

                assertThat(list(behind, unchanged)).isEqualTo(200);
                assertThat(list(behind, ended)).isEqualTo(404);
                assertThat(delete(behind, ended)).isEqualTo(404);
                // this node knows the session and cannot know what has changed
                assertThat(list(behind, known)).isEqualTo(200);
                assertThat(request(behind, known, "resources/subscribe", "'uri':'app://a'")
                                .status(PATIENCE))
                        .isEqualTo(503);
                assertThat(list(behind, known)).isEqualTo(404);
                assertThat(list(ahead, known)).isEqualTo(200);
            }
        }

        /** The key has leaked, so that the operator does not wait for its last value. */
        @Test
        void tasksBeginAfterAllKeysWereReplaced() throws Exception {
            String task = "'name':'job','arguments':{'text':'x'},'task':{}";
            Map<String, List<String>> before = session(here);
            String created = request(here, before, "tools/call", task).body(PATIENCE);
            Matcher id = TASK.matcher(created);
            assertThat(id.find()).as(created).isTrue();
            // its result, so that nothing of it is written any more
            request(here, before, "tasks/result", "'taskId':'" + id.group(1) + "'")
                    .body(PATIENCE);
            keys.replace(List.of(new byte[KeyRing.KEY_BYTES]));

            Map<String, List<String>> after = session(there);
            String old = request(there, after, "tasks/get", "'taskId':'" + id.group(1) + "'")
                    .body(PATIENCE);
            String begun = request(there, after, "tools/call", task).body(PATIENCE);

            assertThat(old).contains("error").doesNotContain("later");
            assertThat(TASK.matcher(begun).find()).as(begun).isTrue();
        }

        @Test
        void theStateOfASessionIsNotGuessed() throws Exception {
            Map<String, List<String>> session = session(here);
            request(here, session, "logging/setLevel", "'level':'error'").body(PATIENCE);
            Map<String, List<String>> headers = new HashMap<>(session);
            keys.replace(List.of(new byte[KeyRing.KEY_BYTES]));

            assertThat(list(there, headers)).isEqualTo(404);
        }
    }
}
