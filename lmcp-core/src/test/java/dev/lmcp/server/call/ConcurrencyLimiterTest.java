package dev.lmcp.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lmcp.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ConcurrencyLimiterTest {

    private static final Principal ADA = Principal.named("ada");
    private static final Principal EVE = Principal.named("eve");

    private static int refusal(PermitResult result) {
        return ((PermitResult.Refused) result).response().status();
    }

    @Test
    void acceptsTheMaximumForAllCallers() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(2, 0);
        Permit first = (Permit) limiter.tryAcquire(ADA);
        limiter.tryAcquire(ADA);

        assertThat(refusal(limiter.tryAcquire(EVE))).isEqualTo(503);
        first.close();

        assertThat(limiter.tryAcquire(EVE)).isInstanceOf(Permit.class);
        assertThat(limiter.total()).isEqualTo(2);
    }

    @Test
    void acceptsTheMaximumForOneCaller() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(0, 1);
        Permit first = (Permit) limiter.tryAcquire(ADA);

        assertThat(refusal(limiter.tryAcquire(ADA))).isEqualTo(429);
        assertThat(limiter.tryAcquire(EVE)).isInstanceOf(Permit.class);
        first.close();

        assertThat(limiter.tryAcquire(ADA)).isInstanceOf(Permit.class);
    }

    @Test
    void countsNothingForARefusedCaller() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(2, 1);
        limiter.tryAcquire(ADA);
        for (int i = 0; i < 10; i++) {
            assertThat(refusal(limiter.tryAcquire(ADA))).isEqualTo(429);
        }

        assertThat(limiter.total()).isEqualTo(1);
        assertThat(limiter.tryAcquire(EVE)).isInstanceOf(Permit.class);
    }

    @Test
    void acceptsAnyNumberWithoutALimit() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(0, 0);

        for (int i = 0; i < 10_000; i++) {
            assertThat(limiter.tryAcquire(ADA)).isInstanceOf(Permit.class);
        }
        assertThat(limiter.total()).isEqualTo(10_000);
        assertThat(limiter.callers()).isZero();
    }

    @Test
    void countsAPermitOnceEvenIfItIsClosedTwice() {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(2, 2);
        Permit first = (Permit) limiter.tryAcquire(ADA);
        limiter.tryAcquire(ADA);
        first.close();
        first.close();

        assertThat(limiter.total()).isEqualTo(1);
        assertThat(limiter.tryAcquire(ADA)).isInstanceOf(Permit.class);
        assertThat(limiter.tryAcquire(ADA)).isInstanceOf(PermitResult.Refused.class);
    }

    @Test
    void neverExceedsALimitAndFreesAllUnderConcurrency() throws Exception {
        ConcurrencyLimiter limiter = new ConcurrencyLimiter(3, 2);
        List<Principal> callers = List.of(ADA, EVE, Principal.named("bob"));
        List<AtomicInteger> inside = List.of(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
        AtomicInteger all = new AtomicInteger();
        AtomicInteger mostOfAll = new AtomicInteger();
        AtomicInteger mostOfOne = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int caller = thread % callers.size();
            done.add(threads.submit(() -> {
                for (int i = 0; i < 20_000; i++) {
                    if (limiter.tryAcquire(callers.get(caller)) instanceof Permit permit) {
                        mostOfAll.accumulateAndGet(all.incrementAndGet(), Math::max);
                        mostOfOne.accumulateAndGet(inside.get(caller).incrementAndGet(), Math::max);
                        inside.get(caller).decrementAndGet();
                        all.decrementAndGet();
                        permit.close();
                        permit.close();
                    }
                }
            }));
        }
        for (Future<?> each : done) {
            each.get();
        }
        threads.shutdown();

        assertThat(mostOfAll.get()).isBetween(1, 3);
        assertThat(mostOfOne.get()).isBetween(1, 2);
        assertThat(limiter.total()).isZero();
        assertThat(limiter.callers()).isZero();
    }
}
