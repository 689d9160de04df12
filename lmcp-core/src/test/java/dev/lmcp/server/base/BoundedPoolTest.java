package dev.lmcp.server.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedPoolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BoundedPool pool = new BoundedPool("test-pool", 1, 2);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger ran = new AtomicInteger();

    @AfterEach
    void stop() throws InterruptedException {
        release.countDown();
        pool.interrupt();
        assertThat(pool.awaitEnd(PATIENCE)).isTrue();
    }

    /** Occupies the one thread. */
    private void occupy() throws InterruptedException {
        pool.execute(() -> {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        begun.await();
    }

    /** Occupies the one thread with work that no interrupt ends. */
    private void occupyStubbornly() throws InterruptedException {
        pool.execute(() -> {
            begun.countDown();
            while (release.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        begun.await();
    }

    @Test
    void runsWorkOnDaemonThreadsThatSeeLmcpsClassLoader() throws Exception {
        FutureTask<Thread> work = new FutureTask<>(Thread::currentThread);
        pool.execute(work);
        Thread thread = work.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(thread.getName()).isEqualTo("test-pool-1");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isSameAs(BoundedPool.class.getClassLoader());
    }

    @Test
    void refusesMoreWorkThanMayWait() throws InterruptedException {
        occupy();
        pool.execute(ran::incrementAndGet);
        pool.execute(ran::incrementAndGet);

        assertThatThrownBy(() -> pool.execute(ran::incrementAndGet))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("2 tasks are waiting for a thread 'test-pool'; expected fewer: end what blocks these"
                        + " threads");
    }

    @Test
    void doesWhatIsWaitingWhenItIsStopped() throws InterruptedException {
        occupy();
        pool.execute(ran::incrementAndGet);
        pool.stop();

        assertThatThrownBy(() -> pool.execute(ran::incrementAndGet))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("the threads 'test-pool' are stopped");
        release.countDown();

        assertThat(pool.awaitEnd(PATIENCE)).isTrue();
        assertThat(ran).hasValue(1);
    }

    @Test
    void interruptsWhatIsUnderWay() throws InterruptedException {
        occupy();
        pool.execute(ran::incrementAndGet);
        pool.interrupt();

        assertThat(pool.awaitEnd(PATIENCE)).isTrue();
        assertThat(pool.isStopped()).isTrue();
        assertThat(ran).hasValue(0);
    }

    @Test
    void waitsNoLongerThanItMay() throws InterruptedException {
        occupyStubbornly();
        pool.interrupt();

        assertThat(pool.awaitEnd(Duration.ofMillis(1))).isFalse();
    }
}
