package dev.lmcp.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PermitTest {

    private final AtomicInteger released = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final Permit permit = new Permit(released::incrementAndGet, closed::incrementAndGet);

    @Test
    void isReleasedBeforeItIsClosed() {
        permit.release();

        assertThat(released).hasValue(1);
        assertThat(closed).hasValue(0);
    }

    @Test
    void isReleasedOnceAndClosedOnce() {
        permit.release();
        permit.release();
        permit.close();
        permit.close();
        permit.release();

        assertThat(released).hasValue(1);
        assertThat(closed).hasValue(1);
    }

    @Test
    void isReleasedByItsClose() {
        permit.close();

        assertThat(released).hasValue(1);
        assertThat(closed).hasValue(1);
    }

    @Test
    void isClosedEvenIfItsReleaseFails() {
        Permit failing = new Permit(
                () -> {
                    throw new IllegalStateException("cannot be released");
                },
                closed::incrementAndGet);

        assertThatIllegalStateException().isThrownBy(failing::close);

        assertThat(closed).hasValue(1);
    }

    @Test
    void isClosedIfItsStreamCannotBeOpened() {
        assertThatIllegalStateException()
                .isThrownBy(() -> permit.open(() -> {
                    throw new IllegalStateException("cannot be opened");
                }));

        assertThat(released).hasValue(1);
        assertThat(closed).hasValue(1);
    }

    @Test
    void staysOpenIfItsStreamIsOpened() {
        assertThat(permit.open(() -> "open")).isEqualTo("open");

        assertThat(released).hasValue(0);
        assertThat(closed).hasValue(0);
    }

    @Test
    void isClosedOnceUnderConcurrency() throws Exception {
        int threads = 4;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int round = 0; round < 2_000; round++) {
            Permit one = new Permit(released::incrementAndGet, closed::incrementAndGet);
            CountDownLatch start = new CountDownLatch(threads);
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                done.add(pool.submit(() -> {
                    start.countDown();
                    start.await();
                    one.release();
                    one.close();
                    return null;
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
            assertThat(released).hasValue(round + 1);
            assertThat(closed).hasValue(round + 1);
        }
        pool.shutdown();
    }
}
