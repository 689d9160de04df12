package dev.lmcp.testkit.plugin;

import dev.lmcp.spi.Services.Scheduled;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A timer with a real clock and its own threads. Safe for concurrent use. */
final class ThreadTimer implements TestTimer {

    private static final int THREADS = 4;

    private final Clock clock;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final List<Repetition> repetitions = new ArrayList<>();

    private record Repetition(Duration delay, Future<?> future) {}

    ThreadTimer(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void pass(Duration time) {
        throw new IllegalStateException(
                "services with threads cannot let " + time + " pass; expected services from TestServices.at");
    }

    @Override
    public synchronized List<Duration> repeatedDelays() {
        return repetitions.stream()
                .filter(repetition -> !repetition.future().isCancelled())
                .map(Repetition::delay)
                .toList();
    }

    @Override
    public void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            // As in a server that has stopped, the task does not run.
        }
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        try {
            Future<?> future = threads.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    @Override
    public synchronized Scheduled scheduleRepeatedly(Duration delay, Runnable task) {
        try {
            Future<?> future =
                    threads.scheduleWithFixedDelay(task, delay.toNanos(), delay.toNanos(), TimeUnit.NANOSECONDS);
            repetitions.add(new Repetition(delay, future));
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {};
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
