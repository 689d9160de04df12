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
        assertThat(pool.awaitTermination(PATIENCE)).isTrue();
    }

    /** Occupies the only thread. */
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

    /** Occupies the only thread with a task that ignores interrupts. */
    private void occupyIgnoringInterrupts() throws InterruptedException {
        pool.execute(() -> {
            begun.countDown();
            while (release.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        begun.await();
    }

    @Test
    void runsTasksOnDaemonThreadsWithLmcpsClassLoader() throws Exception {
        FutureTask<Thread> work = new FutureTask<>(Thread::currentThread);
        pool.execute(work);
        Thread thread = work.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(thread.getName()).isEqualTo("test-pool-1");
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getContextClassLoader()).isSameAs(BoundedPool.class.getClassLoader());
    }

    @Test
    void rejectsATaskIfTheQueueIsFull() throws InterruptedException {
        occupy();
        pool.execute(ran::incrementAndGet);
        pool.execute(ran::incrementAndGet);

        assertThatThrownBy(() -> pool.execute(ran::incrementAndGet))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("2 tasks wait in the thread pool 'test-pool'; expected fewer: find the tasks that block its"
                        + " threads");
    }

    @Test
    void runsQueuedTasksAfterItIsStopped() throws InterruptedException {
        occupy();
        pool.execute(ran::incrementAndGet);
        pool.stop();

        assertThatThrownBy(() -> pool.execute(ran::incrementAndGet))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("the thread pool 'test-pool' is stopped");
        release.countDown();

        assertThat(pool.awaitTermination(PATIENCE)).isTrue();
        assertThat(ran).hasValue(1);
    }

    @Test
    void interruptsRunningTasks() throws InterruptedException {
        occupy();
        pool.execute(ran::incrementAndGet);
        pool.interrupt();

        assertThat(pool.awaitTermination(PATIENCE)).isTrue();
        assertThat(pool.isStopped()).isTrue();
        assertThat(ran).hasValue(0);
    }

    @Test
    void stopsWaitingAfterTheTimeout() throws InterruptedException {
        occupyIgnoringInterrupts();
        pool.interrupt();

        assertThat(pool.awaitTermination(Duration.ofMillis(1))).isFalse();
    }
}
