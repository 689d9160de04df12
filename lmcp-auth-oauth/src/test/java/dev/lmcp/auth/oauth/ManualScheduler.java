package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.TaskScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A scheduler whose time passes only when a test advances it. It runs tasks on the thread of the test. */
final class ManualScheduler implements TaskScheduler {

    private final List<Task> tasks = new ArrayList<>();
    private long now = 1_000_000_000L;

    private int readings;
    private Runnable atReading = () -> {};

    private record Task(long at, Runnable action) {}

    /** Lets something happen on the thread that reads the time, at its n-th reading from now on. */
    synchronized void atReading(int number, Runnable event) {
        readings = number;
        atReading = event;
    }

    @Override
    public long nanoTime() {
        eventOfReading().run();
        synchronized (this) {
            return now;
        }
    }

    private synchronized Runnable eventOfReading() {
        readings--;
        return readings == 0 ? atReading : () -> {};
    }

    @Override
    public synchronized void schedule(Duration delay, Runnable task) {
        tasks.add(new Task(now + delay.toNanos(), task));
    }

    /** Runs the tasks that are due now, and the tasks that these make due. */
    void run() {
        advance(Duration.ZERO);
    }

    /** Advances the time, and runs each task at its time. */
    void advance(Duration duration) {
        long end = nanoTime() + duration.toNanos();
        for (Optional<Task> next = next(end); next.isPresent(); next = next(end)) {
            next.get().action().run();
        }
        synchronized (this) {
            now = end;
        }
    }

    private synchronized Optional<Task> next(long end) {
        Optional<Task> next = tasks.stream().filter(task -> task.at() <= end).min(Comparator.comparingLong(Task::at));
        next.ifPresent(task -> {
            tasks.remove(task);
            now = Math.max(now, task.at());
        });
        return next;
    }
}
