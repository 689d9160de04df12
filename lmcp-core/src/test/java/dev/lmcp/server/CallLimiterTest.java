package dev.lmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallLimiterTest {

    @Test
    void letsNoMoreInThanMay() {
        CallLimiter gate = new CallLimiter(2);

        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isTrue();
        assertThat(gate.enter()).isFalse();
        gate.giveBackPlace();
        gate.leave();
        assertThat(gate.enter()).isTrue();
        assertThat(gate.running()).isEqualTo(2);
    }

    @Test
    void letsTheNextOneInBeforeTheLastOneHasSentItsAnswer() {
        CallLimiter gate = new CallLimiter(1);
        gate.enter();
        gate.giveBackPlace();

        assertThat(gate.enter()).isTrue();
        gate.close();
        gate.giveBackPlace();
        gate.leave();
        assertThat(gate.awaitEmpty(Duration.ZERO)).as("one has not left yet").isFalse();
        gate.leave();
        assertThat(gate.awaitEmpty(Duration.ZERO)).isTrue();
    }

    @Test
    void letsAnyNumberInWhereThereIsNoLimit() {
        CallLimiter gate = new CallLimiter(0);

        for (int i = 0; i < 10_000; i++) {
            assertThat(gate.enter()).isTrue();
        }
    }

    @Test
    void letsNobodyInOnceItIsClosed() {
        CallLimiter gate = new CallLimiter(0);
        gate.close();

        assertThat(gate.enter()).isFalse();
        assertThat(gate.running()).isZero();
        assertThat(gate.awaitEmpty(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void waitsForThoseInsideToLeave() throws Exception {
        CallLimiter gate = new CallLimiter(0);
        gate.enter();
        gate.close();
        ExecutorService thread = Executors.newSingleThreadExecutor();

        Future<Boolean> empty = thread.submit(() -> gate.awaitEmpty(Duration.ofMinutes(1)));
        gate.leave();

        assertThat(empty.get()).isTrue();
        thread.shutdown();
    }

    @Test
    void waitsNoLongerThanItMay() {
        CallLimiter gate = new CallLimiter(0);
        gate.enter();
        gate.close();

        assertThat(gate.awaitEmpty(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void waitsNoLongerOnceItsThreadIsInterrupted() {
        CallLimiter gate = new CallLimiter(0);
        gate.enter();
        gate.close();
        Thread.currentThread().interrupt();

        assertThat(gate.awaitEmpty(Duration.ofMinutes(1))).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void neverHoldsMoreThanMayInAnyRace() throws Exception {
        CallLimiter gate = new CallLimiter(3);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger max = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            done.add(threads.submit(() -> {
                for (int i = 0; i < 20_000; i++) {
                    if (gate.enter()) {
                        max.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        inside.decrementAndGet();
                        gate.giveBackPlace();
                        gate.leave();
                    }
                }
            }));
        }
        for (Future<?> one : done) {
            one.get();
        }
        threads.shutdown();

        assertThat(max.get()).isBetween(1, 3);
        assertThat(gate.running()).isZero();
    }
}
