package dev.lmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pool of threads on which handlers run. */
@Timeout(60)
final class ThreadPoolTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    @Test
    void runsEachTaskOfManyThreadsOnce() throws InterruptedException {
        int senders = 4;
        int each = 20_000;
        CountDownLatch done = new CountDownLatch(senders * each);
        try (ThreadPool pool = new ThreadPool(LONG, Thread::start)) {
            for (int i = 0; i < senders; i++) {
                new Thread(() -> {
                            for (int task = 0; task < each; task++) {
                                pool.execute(done::countDown);
                            }
                        })
                        .start();
            }
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void runsTasksBesideThoseThatBlock() throws InterruptedException {
        Semaphore blocked = new Semaphore(0);
        CountDownLatch begun = new CountDownLatch(ThreadPool.MAX_THREADS);
        try (ThreadPool pool = new ThreadPool(LONG, Thread::start)) {
            for (int i = 0; i < ThreadPool.MAX_THREADS; i++) {
                pool.execute(() -> {
                    begun.countDown();
                    blocked.acquireUninterruptibly();
                });
            }
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(pool.size()).isEqualTo(ThreadPool.MAX_THREADS);

            CompletableFuture<Boolean> more = new CompletableFuture<>();
            pool.execute(() -> more.complete(true));
            assertThat(pool.size()).isEqualTo(ThreadPool.MAX_THREADS);
            assertThat(more).isNotDone();
            blocked.release();
            assertThat(more.join()).isTrue();
            blocked.release(ThreadPool.MAX_THREADS);
        }
    }

    @Test
    void runsATaskThatATaskHandsOverAndWaitsFor() {
        try (ThreadPool pool = new ThreadPool(LONG, Thread::start)) {
            CompletableFuture<Integer> depth = new CompletableFuture<>();
            pool.execute(() -> nest(pool, 100, depth));
            assertThat(depth.join()).isZero();
        }
    }

    private static void nest(ThreadPool pool, int depth, CompletableFuture<Integer> end) {
        if (depth == 0) {
            end.complete(0);
            return;
        }
        CompletableFuture<Integer> inner = new CompletableFuture<>();
        pool.execute(() -> nest(pool, depth - 1, inner));
        end.complete(inner.join());
    }

    @Test
    void usesFewThreadsForShortTasks() throws InterruptedException {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        try (ThreadPool pool = new ThreadPool(LONG, Thread::start)) {
            for (int i = 0; i < 1000; i++) {
                CountDownLatch done = new CountDownLatch(1);
                pool.execute(() -> {
                    used.add(Thread.currentThread());
                    done.countDown();
                });
                done.await();
            }
        }
        assertThat(used).hasSizeLessThan(10);
    }

    @Test
    void goesOnAfterATaskThatFailsOrLeavesAnInterrupt() {
        List<Runnable> bad = List.of(
                () -> {
                    throw new IllegalStateException("a task that fails");
                },
                () -> {
                    throw new StackOverflowError("a task with an error");
                },
                () -> Thread.currentThread().interrupt());
        try (ThreadPool pool = new ThreadPool(LONG, Thread::start)) {
            for (int i = 0; i < 300; i++) {
                pool.execute(bad.get(i % bad.size()));
            }
            CompletableFuture<Boolean> isInterrupted = new CompletableFuture<>();
            pool.execute(() -> isInterrupted.complete(Thread.currentThread().isInterrupted()));
            assertThat(isInterrupted.join()).isFalse();
        }
    }

    @Test
    void endsThreadsWithoutWorkAndStartsOthersLater() {
        try (ThreadPool pool = new ThreadPool(Duration.ofMillis(1), Thread::start)) {
            for (int i = 0; i < 50; i++) {
                CompletableFuture<Boolean> ran = new CompletableFuture<>();
                pool.execute(() -> ran.complete(true));
                assertThat(ran.join()).isTrue();
                while (i % 10 == 0 && pool.size() > 0) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Test
    void interruptsItsThreadsWhenItIsClosedAndTakesNoMoreTasks() {
        ThreadPool pool = new ThreadPool(LONG, Thread::start);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            CompletableFuture<Thread> begun = new CompletableFuture<>();
            pool.execute(() -> {
                begun.complete(Thread.currentThread());
                while (!Thread.currentThread().isInterrupted()) {
                    LockSupport.park();
                }
            });
            threads.add(begun.join());
        }
        pool.close();
        assertThat(threads).noneMatch(Thread::isAlive);
        assertThat(pool.size()).isZero();
        assertThatThrownBy(() -> pool.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    /** Returns what starts so many threads; then the operating system refuses more. */
    private static Consumer<Thread> starting(int max) {
        AtomicInteger started = new AtomicInteger();
        return thread -> {
            if (started.incrementAndGet() > max) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            thread.start();
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void runsEachTaskOnTheThreadsThatCouldBeStarted(int max) throws InterruptedException {
        int tasks = 20;
        CountDownLatch queued = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(tasks);
        try (ThreadPool pool = new ThreadPool(LONG, starting(max))) {
            for (int i = 0; i < tasks; i++) {
                pool.execute(() -> {
                    Latches.await(queued);
                    done.countDown();
                });
            }
            queued.countDown();
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(pool.size()).isBetween(1, max);
        }
    }

    @Test
    void refusesATaskIfNoThreadCouldBeStarted() {
        List<Runnable> run = new ArrayList<>();
        try (ThreadPool pool = new ThreadPool(LONG, starting(0))) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> pool.execute(() -> run.add(() -> {})))
                        .isInstanceOf(RejectedExecutionException.class)
                        .hasMessage("no thread could be started");
                assertThat(pool.size()).isZero();
            }
        }
        assertThat(run).isEmpty();
    }
}
