package dev.lmcp.testkit.plugin;

import dev.lmcp.spi.Services.Scheduled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A timer whose time the test moves. Tasks run on the thread that moves it. Safe for concurrent use. */
final class ManualTimer implements TestTimer {

    private final List<Task> tasks = new ArrayList<>();
    private Instant now;

    /**
     * A scheduled task.
     *
     * @param at the time of its next run
     * @param repeated the delay until the next run, if there is one
     */
    private record Task(Instant at, Optional<Duration> repeated, Runnable action, Handle handle) {}

    /** Identifies a task through all its runs. */
    private final class Handle implements Scheduled {

        @Override
        public void cancel() {
            synchronized (ManualTimer.this) {
                tasks.removeIf(task -> task.handle() == this);
            }
        }
    }

    ManualTimer(Instant now) {
        this.now = now;
    }

    @Override
    public void pass(Duration time) {
        Instant end = now().plus(time);
        for (Optional<Task> next = next(end); next.isPresent(); next = next(end)) {
            next.get().action().run();
        }
        synchronized (this) {
            now = end;
        }
    }

    /** Removes and returns the next task that is due. A repeated task is scheduled again. */
    private synchronized Optional<Task> next(Instant end) {
        Optional<Task> next =
                tasks.stream().filter(task -> !task.at().isAfter(end)).min(Comparator.comparing(Task::at));
        next.ifPresent(task -> {
            if (task.at().isAfter(now)) {
                now = task.at();
            }
            int index = tasks.indexOf(task);
            tasks.remove(index);
            task.repeated()
                    .ifPresent(delay ->
                            tasks.add(index, new Task(now.plus(delay), task.repeated(), task.action(), task.handle())));
        });
        return next;
    }

    private synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized List<Duration> repeatedDelays() {
        return tasks.stream().flatMap(task -> task.repeated().stream()).toList();
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        return add(delay, Optional.empty(), task);
    }

    @Override
    public Scheduled scheduleRepeatedly(Duration delay, Runnable task) {
        return add(delay, Optional.of(delay), task);
    }

    private synchronized Scheduled add(Duration delay, Optional<Duration> repeated, Runnable action) {
        Handle handle = new Handle();
        tasks.add(new Task(now.plus(delay), repeated, action, handle));
        return handle;
    }

    @Override
    public void close() {
        // There is no thread to stop.
    }

    @Override
    public Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("the clock of a test has only one time zone; expected UTC");
            }
        };
    }
}
