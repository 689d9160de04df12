package dev.lmcp.server.tasks;

import dev.lmcp.server.base.Monitors;
import dev.lmcp.server.call.Tasks;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which tasks the clients of this node watch or wait for. Safe for concurrent use. */
final class TaskSignals {

    private final Map<String, Watched> watched = new HashMap<>();
    private final Map<String, Set<Waiting>> waiting = new HashMap<>();

    /** How many watch a task, and the number of the last record that they were told of. */
    private static final class Watched {
        private int count;
        private long told;
    }

    /** The wait for a change of one task. It begins with its creation. */
    final class Waiting implements AutoCloseable {

        private final String id;
        private boolean hasChanged;

        private Waiting(String id) {
            this.id = id;
        }

        /** Waits for a change, or until the timeout. */
        synchronized void await(Duration timeout) throws InterruptedException {
            Monitors.await(this, timeout, () -> hasChanged);
        }

        private synchronized void change() {
            hasChanged = true;
            notifyAll();
        }

        @Override
        public void close() {
            synchronized (waiting) {
                waiting.computeIfPresent(id, (key, all) -> {
                    all.remove(this);
                    return all.isEmpty() ? null : all;
                });
            }
        }
    }

    /** Counts these tasks as watched, until the result is closed. */
    Tasks.Watch watch(Set<String> ids) {
        Set<String> all = Set.copyOf(ids);
        synchronized (watched) {
            all.forEach(id -> watched.computeIfAbsent(id, key -> new Watched()).count++);
        }
        return () -> {
            synchronized (watched) {
                all.forEach(id -> watched.computeIfPresent(id, (key, one) -> --one.count == 0 ? null : one));
            }
        };
    }

    Set<String> watched() {
        synchronized (watched) {
            return Set.copyOf(watched.keySet());
        }
    }

    boolean isWatched(String id) {
        synchronized (watched) {
            return watched.containsKey(id);
        }
    }

    /** Returns whether those that watch a task were not told of this record or of a later one. From now on they were. */
    boolean isNews(TaskRecord record) {
        synchronized (watched) {
            Optional<Watched> found = Optional.ofNullable(watched.get(record.id()));
            boolean isNews = found.isEmpty() || found.get().told < record.number();
            found.filter(one -> isNews).ifPresent(one -> one.told = record.number());
            return isNews;
        }
    }

    Waiting beginWaiting(String id) {
        Waiting begun = new Waiting(id);
        synchronized (waiting) {
            waiting.computeIfAbsent(id, key -> new HashSet<>()).add(begun);
        }
        return begun;
    }

    /** Wakes those that wait for this task. */
    void changed(String id) {
        List<Waiting> all;
        synchronized (waiting) {
            all = List.copyOf(waiting.getOrDefault(id, Set.of()));
        }
        all.forEach(Waiting::change);
    }

    /** Wakes all, as each task may have changed. */
    void allChanged() {
        List<Waiting> all;
        synchronized (waiting) {
            all = waiting.values().stream().flatMap(Set::stream).toList();
        }
        all.forEach(Waiting::change);
    }
}
