package dev.lmcp.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CancellationTest {

    private final Cancellation cancellation = new Cancellation(Runnable::run);

    @Test
    void interruptsTheWork() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        Thread canceller = new Thread(() -> {
            try {
                working.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            cancellation.cancel();
        });
        canceller.start();

        assertThatThrownBy(() -> cancellation.during(() -> {
                    working.countDown();
                    return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                }))
                .isInstanceOf(InterruptedException.class);

        canceller.join();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(cancellation.isCancelled()).isTrue();
        assertThat(cancellation.isTimedOut()).isFalse();
    }

    @Test
    void interruptsWorkThatStartsLater() {
        cancellation.cancel();

        assertThatThrownBy(() -> cancellation.during(() -> {
                    Thread.sleep(60_000);
                    return "";
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void clearsTheInterruptAfterTheWork() throws Exception {
        cancellation.cancel();
        assertThat(cancellation.during(() -> "ignored it")).isEqualTo("ignored it");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();

        assertThatThrownBy(() -> cancellation.during(() -> {
                    throw new IllegalStateException("failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void clearsAnInterruptOfTheWorkItself() throws Exception {
        cancellation.during(() -> {
            Thread.currentThread().interrupt();
            return "";
        });

        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void neverInterruptsTheThreadAfterTheWorkHasReturned() throws Exception {
        ExecutorService container = Executors.newFixedThreadPool(1);
        ExecutorService others = Executors.newFixedThreadPool(1);
        AtomicInteger interrupted = new AtomicInteger();
        for (int round = 0; round < 20_000; round++) {
            Cancellation one = new Cancellation(Runnable::run);
            CountDownLatch begun = new CountDownLatch(1);
            int spins = round % 200;
            Future<?> request = container.submit(() -> {
                one.during(() -> {
                    begun.countDown();
                    for (int i = 0; i < spins; i++) {
                        Thread.onSpinWait();
                    }
                    return "";
                });
                for (int i = 0; i < 50; i++) {
                    if (Thread.currentThread().isInterrupted()) {
                        interrupted.incrementAndGet();
                    }
                    Thread.onSpinWait();
                }
                return null;
            });
            Future<?> cancel = others.submit(() -> {
                begun.await();
                one.cancel();
                return null;
            });
            request.get();
            cancel.get();
        }
        container.shutdown();
        others.shutdown();

        assertThat(interrupted).hasValue(0);
    }

    @Test
    void runsACallbackOnceBeforeOrAfterTheCancellation() {
        List<String> called = new ArrayList<>();
        cancellation.onCancel(() -> called.add("before"));

        cancellation.cancel();
        cancellation.cancel();
        cancellation.onCancel(() -> called.add("after"));

        assertThat(called).containsExactly("before", "after");
    }

    @Test
    void runsACallbackExactlyOnceUnderConcurrency() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        for (int round = 0; round < 5000; round++) {
            Cancellation one = new Cancellation(Runnable::run);
            AtomicInteger calls = new AtomicInteger();
            Future<?> cancel = threads.submit(one::cancel);
            Future<?> register = threads.submit(() -> one.onCancel(calls::incrementAndGet));
            cancel.get();
            register.get();
            assertThat(calls).hasValue(1);
        }
        threads.shutdown();
    }

    @Test
    void knowsIfTheTimeoutIsTheReason() {
        cancellation.timeOut();

        assertThat(cancellation.isTimedOut()).isTrue();
        assertThat(cancellation.isCancelled()).isTrue();
    }

    /** The stop of the server depends on this. */
    @Test
    void cancelsEvenIfTheExecutorRejectsTheActions() {
        Cancellation cancellation = new Cancellation(task -> {
            throw new RejectedExecutionException("the queue is full");
        });
        cancellation.onCancel(() -> {});

        cancellation.stop();

        assertThat(cancellation.isCancelled()).isTrue();
    }
}
