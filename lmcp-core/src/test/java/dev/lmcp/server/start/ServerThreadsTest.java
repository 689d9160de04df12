package dev.lmcp.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ServerThreadsTest {

    private static Thread threadOf(Consumer<Runnable> executor)
            throws InterruptedException, ExecutionException, TimeoutException {
        FutureTask<Thread> task = new FutureTask<>(Thread::currentThread);
        executor.accept(task);
        return task.get(10, TimeUnit.SECONDS);
    }

    @Test
    void haveTheClassLoaderOfLmcpAndInheritNothing() throws Exception {
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        caller.setContextClassLoader(new ClassLoader(null) {});
        try (ServerThreads threads = new ServerThreads()) {
            Thread timer = threadOf(threads.timer()::execute);
            Thread worker = threadOf(threads.worker()::execute);

            assertThat(timer.getName()).isEqualTo("lmcp-timer");
            assertThat(worker.getName()).isEqualTo("lmcp-worker-1");
            for (Thread thread : new Thread[] {timer, worker}) {
                assertThat(thread.getContextClassLoader()).isSameAs(ServerThreads.class.getClassLoader());
                assertThat(thread.isDaemon()).isTrue();
            }
        } finally {
            caller.setContextClassLoader(before);
        }
    }

    @Test
    void runAPeriodicTaskAgainAfterAFailedRun() throws Exception {
        CountDownLatch thrice = new CountDownLatch(3);
        try (ServerThreads threads = new ServerThreads()) {
            Future<?> task = threads.timer()
                    .scheduleWithFixedDelay(
                            () -> {
                                thrice.countDown();
                                throw new IllegalStateException("each time");
                            },
                            0,
                            1,
                            TimeUnit.MILLISECONDS);

            assertThat(thrice.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(task.isDone()).isFalse();
        }
    }

    @Test
    void endAndDropLaterTasks() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        ServerThreads threads = new ServerThreads();
        Thread timer = threadOf(threads.timer()::execute);
        Thread worker = threadOf(threads.worker()::execute);
        Future<?> never = threads.timer().schedule(ran::incrementAndGet, 1, TimeUnit.HOURS);

        threads.close();
        threads.worker().execute(ran::incrementAndGet);

        // a pool ends shortly before its last thread ends
        timer.join(10_000);
        worker.join(10_000);
        assertThat(timer.isAlive()).isFalse();
        assertThat(worker.isAlive()).isFalse();
        assertThat(never.isDone()).isFalse();
        assertThat(ran).hasValue(0);
    }

    @Test
    void rejectTasksIfTooManyWait() {
        CountDownLatch release = new CountDownLatch(1);
        try (ServerThreads threads = new ServerThreads()) {
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            threads.worker().execute(() -> await(release));
                        }
                    })
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessage(
                            "4096 tasks wait in the thread pool 'lmcp-worker'; expected fewer: find the tasks that block its"
                                    + " threads");
            release.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void endWithTheServer() throws Exception {
        for (int round = 0; round < 50; round++) {
            ServerThreads threads = new ServerThreads();
            Thread timer = threadOf(threads.timer()::execute);
            Thread worker = threadOf(threads.worker()::execute);
            threads.close();

            assertThat(timer.getState()).isEqualTo(Thread.State.TERMINATED);
            assertThat(worker.getState()).isEqualTo(Thread.State.TERMINATED);
        }
    }
}
