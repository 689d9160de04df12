package dev.lmcp.server.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.CancellableRequests;
import dev.lmcp.server.call.Cancellation;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.support.TestClock;
import dev.lmcp.server.support.TestLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.NullNode;

class LegacySessionsTest {

    private static final Principal ADA = Principal.named("ada");
    private static final Principal EVE = Principal.named("eve");
    private static final Duration IDLE = Limits.DEFAULT.of(Limit.SESSION_IDLE_TIMEOUT);

    private final TestClock clock = new TestClock();
    private final LegacySessions sessions = sessions(3);

    private LegacySessions sessions(int max) {
        return node(max, KeyRing.random());
    }

    private Optional<LegacySession> find(String id, Principal caller) {
        return sessions.find(id, caller).session();
    }

    private LegacySession open(Principal owner) {
        return open(sessions, owner);
    }

    private LegacySessions node(int max, KeyRing keys) {
        return new LegacySessions(TestLimits.withSessions(max), clock, keys, new MessageCodec(64));
    }

    private static LegacySession open(LegacySessions sessions, Principal owner) {
        return tryOpen(sessions, owner).orElseThrow();
    }

    private static Optional<LegacySession> tryOpen(LegacySessions sessions, Principal owner) {
        return sessions.open(owner, "2025-11-25", Optional.empty(), ClientCapabilities.NONE);
    }

    private static void use(LegacySession session) {
        begin(session, RequestId.of(1), cancellation());
    }

    private static CancellableRequests.Entry begin(LegacySession session, RequestId id, Cancellation call) {
        CancellableRequests.Entry entry = session.requests().add(id);
        entry.onCancel(call::cancel);
        return entry;
    }

    private static Cancellation cancellation() {
        return new Cancellation(Runnable::run);
    }

    @Test
    void areFoundOnlyByTheirOwners() {
        LegacySession session = open(ADA);

        assertThat(find(session.id(), ADA)).contains(session);
        assertThat(find(session.id(), EVE)).isEmpty();
        assertThat(find(session.id(), Principal.of("x", "ada").withScopes(ADA.scopes())))
                .isEmpty();
        assertThat(find("", ADA)).isEmpty();
        assertThat(find("half \ud800", ADA)).isEmpty();
    }

    @Test
    void haveUnguessableIdsOfVisibleAscii() {
        Set<String> ids = new HashSet<>();
        LegacySessions many = sessions(10_000);
        for (int i = 0; i < 1000; i++) {
            ids.add(open(many, ADA).id());
        }

        assertThat(ids).hasSize(1000).allMatch(id -> id.matches("[\\x21-\\x7E]{64,1024}"));
    }

    @Nested
    class InTime {

        @Test
        void endWhenTheyAreIdle() {
            LegacySession session = open(ADA);

            clock.pass(IDLE);
            assertThat(find(session.id(), ADA)).isPresent();
            clock.pass(IDLE);
            assertThat(find(session.id(), ADA)).isPresent();
            clock.pass(IDLE.plusMillis(1));
            assertThat(find(session.id(), ADA)).isEmpty();
            assertThat(sessions.size()).isZero();
        }

        @Test
        void areKeptAliveOnlyByTheirOwner() {
            LegacySession session = open(ADA);

            clock.pass(IDLE);
            find(session.id(), EVE);
            clock.pass(Duration.ofMillis(1));

            assertThat(find(session.id(), ADA)).isEmpty();
        }

        @Test
        void endAtTheirMaximumAgeEvenIfTheyAreBusy() {
            LegacySession session = open(ADA);
            Cancellation call = cancellation();
            begin(session, RequestId.of(1), call);

            clock.pass(Limits.DEFAULT.of(Limit.SESSION_MAX_AGE).plusMillis(1));
            sessions.sweep();

            assertThat(sessions.size()).isZero();
            assertThat(call.isCancelled()).isTrue();
        }

        @Test
        void areNotIdleWhileACallRuns() {
            LegacySession session = open(ADA);
            begin(session, RequestId.of(1), cancellation());

            clock.pass(IDLE.multipliedBy(2));
            sessions.sweep();

            assertThat(find(session.id(), ADA)).contains(session);
        }

        @Test
        void areIdleFromTheEndOfTheirLastCall() {
            LegacySession session = open(ADA);
            CancellableRequests.Entry call = begin(session, RequestId.of(1), cancellation());
            clock.pass(IDLE.multipliedBy(2));
            sessions.sweep();

            call.end();
            clock.pass(Duration.ofSeconds(1));
            sessions.sweep();
            assertThat(find(session.id(), ADA)).contains(session);

            clock.pass(IDLE.plusMillis(1));
            sessions.sweep();
            assertThat(sessions.size()).isZero();
        }
    }

    @Nested
    class InNumber {

        @Test
        void evictTheLongestIdleSessionOfTheSameCaller() {
            LegacySession others = open(EVE);
            clock.pass(Duration.ofSeconds(1));
            LegacySession first = open(ADA);
            clock.pass(Duration.ofSeconds(1));
            LegacySession second = open(ADA);
            clock.pass(Duration.ofSeconds(1));
            find(first.id(), ADA);

            LegacySession third = open(ADA);

            assertThat(find(others.id(), EVE)).isPresent();
            assertThat(find(first.id(), ADA)).isPresent();
            assertThat(find(second.id(), ADA)).isEmpty();
            assertThat(find(third.id(), ADA)).isPresent();
        }

        @Test
        void evictTheLongestIdleSessionForACallerWithoutSessions() {
            LegacySession first = open(EVE);
            clock.pass(Duration.ofSeconds(1));
            open(EVE);
            open(EVE);

            assertThat(open(ADA)).isNotNull();
            assertThat(find(first.id(), EVE)).isEmpty();
            assertThat(sessions.size()).isEqualTo(3);
        }

        @Test
        void doNotEvictABusySession() {
            LegacySession busy = open(ADA);
            begin(busy, RequestId.of(1), cancellation());
            clock.pass(Duration.ofSeconds(1));
            LegacySession idle = open(ADA);
            clock.pass(Duration.ofSeconds(1));
            open(ADA);

            open(ADA);

            assertThat(find(busy.id(), ADA)).isPresent();
            assertThat(find(idle.id(), ADA)).isEmpty();
        }

        @Test
        void areNotEvictedForACallerWhoseOwnAreAllBusy() {
            LegacySession others = open(ADA);
            use(open(EVE));
            use(open(EVE));

            assertThat(tryOpen(sessions, EVE)).isEmpty();
            assertThat(find(others.id(), ADA)).isPresent();
            assertThat(sessions.size()).isEqualTo(3);
        }

        @Test
        void evictABusySessionOfACallerWithMoreSessions() {
            LegacySession first = open(EVE);
            use(first);
            clock.pass(Duration.ofSeconds(1));
            use(open(EVE));
            use(open(EVE));

            LegacySession newcomer = open(ADA);

            assertThat(find(newcomer.id(), ADA)).isPresent();
            assertThat(find(first.id(), EVE)).isEmpty();
            assertThat(sessions.size()).isEqualTo(3);
        }

        @Test
        void neverExceedTheLimitUnderConcurrency() throws Exception {
            LegacySessions few = sessions(10);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                done.add(threads.submit(() -> {
                    for (int i = 0; i < 2000; i++) {
                        open(few, ADA);
                    }
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
            threads.shutdown();

            assertThat(few.size()).isLessThanOrEqualTo(10);
        }
    }

    @Nested
    class OnSeveralNodes {

        private final KeyRing keys = KeyRing.random();
        private final LegacySessions here = node(3, keys);
        private final LegacySessions there = node(3, keys);

        @Test
        void areServedByEachNodeWithTheSameKeys() {
            LegacySession session = open(here, ADA);

            LegacySession same = there.find(session.id(), ADA).session().orElseThrow();

            assertThat(same.id()).isEqualTo(session.id());
            assertThat(same.facts()).isEqualTo(session.facts());
            assertThat(there.find(session.id(), ADA).session()).containsSame(same);
            assertThat(there.size()).isEqualTo(1);
        }

        @Test
        void areServedOnlyForTheirOwner() {
            LegacySession session = open(here, ADA);

            assertThat(there.find(session.id(), EVE)).isEqualTo(SessionLookup.UNKNOWN);
            assertThat(there.find(session.id(), ADA.withClient("c"))).isEqualTo(SessionLookup.UNKNOWN);
            assertThat(there.size()).isZero();
            assertThat(node(3, KeyRing.random()).find(session.id(), ADA)).isEqualTo(SessionLookup.UNKNOWN);
        }

        @Test
        void stayDeletedOnTheirNode() {
            LegacySession session = open(here, ADA);

            here.end(session);
            clock.pass(Duration.ofHours(1));
            here.sweep();

            assertThat(here.find(session.id(), ADA)).isEqualTo(SessionLookup.UNKNOWN);
        }

        @Test
        void stayDeletedOnANodeThatDidNotOpenThem() {
            LegacySession session = open(here, ADA);

            there.end(there.find(session.id(), ADA).session().orElseThrow());

            assertThat(there.find(session.id(), ADA)).isEqualTo(SessionLookup.UNKNOWN);
        }

        @Test
        void areTooOldOnEachNode() {
            LegacySession session = open(here, ADA);

            clock.pass(Limits.DEFAULT.of(Limit.SESSION_MAX_AGE));
            assertThat(there.find(session.id(), ADA).session()).isPresent();
            clock.pass(Duration.ofMillis(1));

            assertThat(there.find(session.id(), ADA)).isEqualTo(SessionLookup.UNKNOWN);
            assertThat(node(3, keys).find(session.id(), ADA)).isEqualTo(SessionLookup.UNKNOWN);
        }

        @Test
        void countForTheLimitOfEachNode() {
            use(open(there, EVE));
            use(open(there, EVE));
            LegacySession idle = open(there, EVE);

            LegacySession session =
                    there.find(open(here, ADA).id(), ADA).session().orElseThrow();
            use(session);
            LegacySession another = open(here, EVE);

            assertThat(there.size()).isEqualTo(3);
            assertThat(there.find(idle.id(), EVE)).isEqualTo(SessionLookup.UNKNOWN);
            assertThat(there.find(another.id(), EVE)).isEqualTo(SessionLookup.REFUSED);
            assertThat(there.size()).isEqualTo(3);
        }

        @Test
        void areNotAddedWhileTheServerStops() {
            LegacySession session = open(here, ADA);

            there.close();

            assertThat(there.find(session.id(), ADA)).isEqualTo(SessionLookup.REFUSED);
        }

        @Test
        void haveQuestionsAndStreamsOfDifferentNames() {
            LegacySession session = open(here, ADA);
            LegacySession same = there.find(session.id(), ADA).session().orElseThrow();

            assertThat(session.newQuestion().id())
                    .isNotEqualTo(same.newQuestion().id());
            assertThat(session.streams(Limits.DEFAULT).standalone().name())
                    .isNotEqualTo(same.streams(Limits.DEFAULT).standalone().name());
            assertThat(session.streams(Limits.DEFAULT).open().name())
                    .isNotEqualTo(same.streams(Limits.DEFAULT).open().name());
        }

        @Test
        void areAddedOnceUnderConcurrency() throws Exception {
            String id = open(here, ADA).id();
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<LegacySession>> found = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                found.add(threads.submit(() -> there.find(id, ADA).session().orElseThrow()));
            }
            Set<LegacySession> different = new HashSet<>();
            for (Future<LegacySession> one : found) {
                different.add(one.get());
            }
            threads.shutdown();

            assertThat(different).hasSize(1);
        }
    }

    @Nested
    class AtTheirEnd {

        @Test
        void cancelTheirCallsAndDropTheirQuestions() {
            LegacySession session = open(ADA);
            Cancellation call = cancellation();
            begin(session, RequestId.of(1), call);
            LegacySession.Question question = session.newQuestion();
            LegacyStream stream = session.streams(Limits.DEFAULT).standalone();

            sessions.end(session);

            assertThat(call.isCancelled()).isTrue();
            assertThat(question.answer().isCancelled()).isTrue();
            assertThat(stream.isEnded()).isTrue();
            assertThat(find(session.id(), ADA)).isEmpty();
        }

        @Test
        void acceptNothingAfterTheirEnd() {
            LegacySession session = open(ADA);
            sessions.endAll();

            Cancellation late = cancellation();
            begin(session, RequestId.of(1), late);

            assertThat(late.isCancelled()).isTrue();
            assertThat(session.newQuestion().answer().isCancelled()).isTrue();
            assertThat(session.streams(Limits.DEFAULT).open().isEnded()).isTrue();
        }
    }

    @Nested
    class ForTheirCalls {

        @Test
        void cancelTheNamedCall() {
            LegacySession session = open(ADA);
            Cancellation number = cancellation();
            Cancellation text = cancellation();
            begin(session, RequestId.of(1), number);
            begin(session, RequestId.of("1"), text);

            session.requests().cancel(RequestId.of("1"));
            session.requests().cancel(RequestId.of(7));

            assertThat(number.isCancelled()).isFalse();
            assertThat(text.isCancelled()).isTrue();
        }

        @Test
        void keepTheIdOfARunningCall() {
            LegacySession session = open(ADA);
            Cancellation first = cancellation();
            Cancellation second = cancellation();
            begin(session, RequestId.of(1), first);
            CancellableRequests.Entry other = begin(session, RequestId.of(1), second);

            other.end();
            session.requests().cancel(RequestId.of(1));

            assertThat(first.isCancelled()).isTrue();
            assertThat(second.isCancelled()).isFalse();
        }

        @Test
        void removeEndedCalls() {
            LegacySession session = open(ADA);
            for (int i = 0; i < 1000; i++) {
                begin(session, RequestId.of(i), cancellation()).end();
            }

            assertThat(session.isBusy()).isFalse();
        }

        @Test
        void acceptAnAnswerOnceAndOnlyToAnOpenQuestion() {
            LegacySession session = open(ADA);
            LegacySession.Question question = session.newQuestion();
            Message.Result right = new Message.Result(question.id(), NullNode.instance);

            session.answer(RequestId.of("lmcp-99"), new Message.Result(RequestId.of("lmcp-99"), NullNode.instance));
            session.answer(RequestId.of(1), new Message.Result(RequestId.of(1), NullNode.instance));
            assertThat(question.answer()).isNotDone();
            session.answer(question.id(), right);
            session.answer(question.id(), new Message.Result(question.id(), NullNode.instance));

            assertThat(question.answer()).isCompletedWithValue(right);
        }

        @Test
        void boundTheirSubscriptions() {
            LegacySession session = open(ADA);

            assertThat(session.subscribe("a", 2)).isTrue();
            assertThat(session.subscribe("b", 2)).isTrue();
            assertThat(session.subscribe("a", 2)).isTrue();
            assertThat(session.subscribe("c", 2)).isFalse();
            session.unsubscribe("a");
            session.unsubscribe("never");
            assertThat(session.subscribe("c", 2)).isTrue();
            assertThat(session.subscribed("a")).isEmpty();
        }
    }
}
