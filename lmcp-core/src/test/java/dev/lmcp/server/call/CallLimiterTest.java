package dev.lmcp.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallLimiterTest {

    private static final Principal ADA = Principal.named("ada");

    private static CallLimiter limiter(int max) {
        return new CallLimiter(new ConcurrencyLimiter(max, 0));
    }

    private static Permit acquire(CallLimiter limiter) {
        return (Permit) limiter.tryAcquire(ADA);
    }

    @Test
    void acceptsCallsUpToTheLimit() {
        CallLimiter limiter = limiter(2);
        Permit first = acquire(limiter);
        acquire(limiter);

        assertThat(limiter.tryAcquire(ADA)).isInstanceOf(PermitResult.Refused.class);
        assertThat(limiter.running()).isEqualTo(2);
        first.close();
        first.close();

        assertThat(limiter.running()).isEqualTo(1);
        assertThat(limiter.tryAcquire(ADA)).isInstanceOf(Permit.class);
        assertThat(limiter.running()).isEqualTo(2);
    }

    @Test
    void acceptsACallBeforeTheLastOneHasSentItsResponse() {
        CallLimiter limiter = limiter(1);
        Permit first = acquire(limiter);
        first.release();

        Permit second = acquire(limiter);
        limiter.close();
        second.close();
        assertThat(limiter.awaitEmpty(Duration.ZERO))
                .as("the first call has not sent its response")
                .isFalse();
        first.close();
        assertThat(limiter.awaitEmpty(Duration.ZERO)).isTrue();
    }

    @Test
    void acceptsAnyNumberOfCallsWithoutALimit() {
        CallLimiter limiter = limiter(0);

        for (int i = 0; i < 10_000; i++) {
            assertThat(limiter.tryAcquire(ADA)).isInstanceOf(Permit.class);
        }
    }

    @Test
    void acceptsNoCallAfterItIsClosed() {
        CallLimiter limiter = limiter(0);
        limiter.close();

        assertThat(limiter.tryAcquire(ADA))
                .isInstanceOfSatisfying(
                        PermitResult.Refused.class,
                        refused -> assertThat(refused.response().status()).isEqualTo(503));
        assertThat(limiter.running()).isZero();
        assertThat(limiter.awaitEmpty(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void waitsForRunningCalls() throws Exception {
        CallLimiter limiter = limiter(0);
        Permit permit = acquire(limiter);
        limiter.close();
        ExecutorService thread = Executors.newSingleThreadExecutor();

        Future<Boolean> empty = thread.submit(() -> limiter.awaitEmpty(Duration.ofMinutes(1)));
        permit.release();
        permit.close();

        assertThat(empty.get()).isTrue();
        thread.shutdown();
    }

    @Test
    void stopsWaitingAfterTheTimeout() {
        CallLimiter limiter = limiter(0);
        acquire(limiter);
        limiter.close();

        assertThat(limiter.awaitEmpty(Duration.ofMillis(1))).isFalse();
    }

    @Test
    void stopsWaitingAfterAnInterrupt() {
        CallLimiter limiter = limiter(0);
        acquire(limiter);
        limiter.close();
        Thread.currentThread().interrupt();

        assertThat(limiter.awaitEmpty(Duration.ofMinutes(1))).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void neverExceedsTheLimitUnderConcurrency() throws Exception {
        CallLimiter limiter = limiter(3);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger max = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            done.add(threads.submit(() -> {
                for (int i = 0; i < 20_000; i++) {
                    if (limiter.tryAcquire(ADA) instanceof Permit permit) {
                        max.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        inside.decrementAndGet();
                        permit.release();
                        permit.close();
                    }
                }
            }));
        }
        for (Future<?> one : done) {
            one.get();
        }
        threads.shutdown();

        assertThat(max.get()).isBetween(1, 3);
        assertThat(limiter.running()).isZero();
    }
}
