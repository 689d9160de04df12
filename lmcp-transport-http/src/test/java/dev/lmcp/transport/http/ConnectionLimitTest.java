package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** When connections are accepted. */
final class ConnectionLimitTest {

    @Test
    void stopsAtTheBoundAndGoesOnBelowIt() {
        List<Boolean> told = new ArrayList<>();
        ConnectionLimit limit = new ConnectionLimit(2, Runnable::run, told::add);

        limit.opened();
        assertThat(told).isEmpty();
        limit.opened();
        limit.opened();
        assertThat(told).containsExactly(false, false);
        limit.closed();
        assertThat(told).containsExactly(false, false);
        limit.closed();
        assertThat(told).containsExactly(false, false, true);
    }

    @Test
    void decidesByTheNumberOfTheMoment() {
        List<Runnable> later = new ArrayList<>();
        AtomicBoolean isAccepting = new AtomicBoolean(true);
        ConnectionLimit limit = new ConnectionLimit(1, later::add, isAccepting::set);

        limit.opened();
        limit.closed();
        later.get(1).run();
        later.get(0).run();

        assertThat(isAccepting).isTrue();
    }

    @Test
    void acceptsAgainAfterManyConnectionsThatCameAndWentAtOnce() throws Exception {
        int clients = 4;
        AtomicBoolean isAccepting = new AtomicBoolean(true);
        ExecutorService loop = Executors.newSingleThreadExecutor();
        ExecutorService callers = Executors.newFixedThreadPool(clients);
        try {
            ConnectionLimit limit = new ConnectionLimit(2, loop, isAccepting::set);
            CountDownLatch done = new CountDownLatch(clients);
            for (int i = 0; i < clients; i++) {
                callers.execute(() -> {
                    for (int call = 0; call < 2_000; call++) {
                        limit.opened();
                        limit.closed();
                    }
                    done.countDown();
                });
            }
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            callers.shutdown();
            loop.shutdown();
        }
        assertThat(loop.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(isAccepting).isTrue();
    }
}
