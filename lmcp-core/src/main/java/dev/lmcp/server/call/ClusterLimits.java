package dev.lmcp.server.call;

import dev.lmcp.server.auth.CallerKey;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.spi.ClusterUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets the limits for each caller hold for all nodes together, approximately. Each node tells the others how many permits
 * its callers have, at most once a second. A call never waits for that.
 *
 * <p>A message has no names of callers, only digests. It has the callers with a sixteenth of a limit or more, and at most
 * 1000 of them. The counts of a node are forgotten after ten seconds without a message of it. Safe for concurrent use.
 */
public final class ClusterLimits {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.cluster");
    private static final String PERMITS = "permits";
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** The intervals after which a node repeats counts that have not changed. */
    private static final int REPETITION = 3;

    /** The intervals after which the counts of a silent node are forgotten. */
    private static final int EXPIRY = 10;

    private static final int MAX_CALLERS = 1000;

    /** More permits than a caller ever has on one node. */
    private static final int MAX_PERMITS = 1_000_000;

    private static final int FRACTION = 16;

    private final ClusterNode node;
    private final Map<String, ConcurrencyLimiter> limiters;
    private final Map<String, Told> others = new ConcurrentHashMap<>();
    private final AtomicBoolean isAsked = new AtomicBoolean();
    private final AtomicBoolean isAsking = new AtomicBoolean(true);
    private final AtomicBoolean isTelling = new AtomicBoolean();
    private ObjectNode told = Json.object();
    private int unchanged;

    /**
     * What another node has told.
     *
     * @param counts for each limiter the permits by the digest of their caller
     * @param intervals the intervals since then
     */
    private record Told(Map<String, Map<String, Integer>> counts, int intervals) {

        int permits(String limiter, String caller) {
            return counts.getOrDefault(limiter, Map.of()).getOrDefault(caller, 0);
        }
    }

    private ClusterLimits(ClusterNode node, Map<String, ConcurrencyLimiter> limiters) {
        this.node = node;
        this.limiters = limiters;
    }

    /**
     * Counts the permits of callers on all nodes from now on. Does nothing if no caller has a limit.
     *
     * @param limiters the limiters by a name that is the same on all nodes
     * @return tells the other nodes the counts for the last time, when the calls and streams here have ended
     */
    public static Runnable connect(
            Map<String, ConcurrencyLimiter> limiters,
            ClusterNode node,
            ScheduledExecutorService scheduler,
            Executor worker) {
        Map<String, ConcurrencyLimiter> limiting = limiters.entrySet().stream()
                .filter(entry -> entry.getValue().maxPerCaller() > 0)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        if (limiting.isEmpty()) {
            return () -> {};
        }
        ClusterLimits limits = new ClusterLimits(node, limiting);
        limiting.forEach((kind, limiter) -> limiter.countElsewhere(caller -> limits.elsewhere(kind, caller)));
        node.on(PERMITS, limits::receive);
        node.onMissed(() -> limits.isAsking.set(true));
        Future<?> ticking = scheduler.scheduleWithFixedDelay(
                () -> limits.tick(worker), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return () -> {
            ticking.cancel(false);
            limits.tellLast();
        };
    }

    /** Returns the permits that a caller has on the other nodes. */
    private int elsewhere(String limiter, CallerKey caller) {
        if (others.isEmpty()) {
            return 0;
        }
        String digest = caller.digest();
        long permits = 0;
        for (Told each : others.values()) {
            permits += each.permits(limiter, digest);
        }
        return (int) Math.min(permits, Integer.MAX_VALUE);
    }

    private void receive(ObjectNode content) {
        String from = content.path("node").stringValue("");
        Optional<Map<String, Map<String, Integer>>> counts = read(content.path("counts"));
        if (from.isEmpty() || counts.isEmpty()) {
            node.dropUnreadable("its counts of permits cannot be read; expected the name of a node, and for each caller"
                    + " an integer from 1 to " + MAX_PERMITS);
            return;
        }
        if (counts.get().isEmpty()) {
            others.remove(from);
        } else {
            others.put(from, new Told(counts.get(), 0));
        }
        if (content.path("isAsking").booleanValue(false)) {
            isAsked.set(true);
        }
    }

    /** Returns the counts for the limiters of this node; empty if the message makes no sense. */
    private Optional<Map<String, Map<String, Integer>>> read(JsonNode told) {
        if (!told.isObject()) {
            return Optional.empty();
        }
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (String limiter : limiters.keySet()) {
            JsonNode callers = told.path(limiter);
            if (callers.isMissingNode()) {
                continue;
            }
            if (!callers.isObject() || !callers.valueStream().allMatch(ClusterLimits::isCount)) {
                return Optional.empty();
            }
            counts.put(limiter, read((ObjectNode) callers));
        }
        counts.values().removeIf(Map::isEmpty);
        return Optional.of(counts);
    }

    private static boolean isCount(JsonNode count) {
        return count.isIntegralNumber()
                && count.canConvertToInt()
                && count.intValue() >= 1
                && count.intValue() <= MAX_PERMITS;
    }

    private static Map<String, Integer> read(ObjectNode callers) {
        return callers.properties().stream()
                .limit(MAX_CALLERS)
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().intValue()));
    }

    /** Forgets the nodes that are silent, and lets a worker tell the counts unless the last one still waits. */
    private void tick(Executor worker) {
        others.replaceAll((from, each) -> new Told(each.counts(), each.intervals() + 1));
        others.values().removeIf(each -> each.intervals() > EXPIRY);
        if (!isTelling.compareAndSet(false, true)) {
            return;
        }
        try {
            worker.execute(() -> {
                try {
                    tellChanges();
                } finally {
                    isTelling.set(false);
                }
            });
        } catch (RejectedExecutionException busy) {
            // the next interval is soon enough
            isTelling.set(false);
        }
    }

    private synchronized void tellChanges() {
        ObjectNode counts = counts();
        unchanged = counts.equals(told) ? unchanged + 1 : 0;
        boolean isRepetition = !counts.isEmpty() && unchanged >= REPETITION;
        if (unchanged == 0 || isRepetition || isAsked.get() || isAsking.get()) {
            tell(counts);
        }
    }

    private synchronized void tellLast() {
        if (!told.isEmpty()) {
            tell(counts());
        }
    }

    private void tell(ObjectNode counts) {
        boolean isNew = isAsking.getAndSet(false);
        boolean isAnswer = isAsked.getAndSet(false);
        boolean isTold = false;
        try {
            ObjectNode content = Json.object().put("node", node.name()).put("isAsking", isNew);
            content.set("counts", counts);
            node.publish(PERMITS, content);
            isTold = true;
            told = counts;
            unchanged = 0;
        } catch (ClusterUnavailableException e) {
            LOG.log(Level.DEBUG, "the permits of callers did not reach the other nodes", e);
        } finally {
            if (!isTold) {
                isAsking.compareAndSet(false, isNew);
                isAsked.compareAndSet(false, isAnswer);
            }
        }
    }

    private ObjectNode counts() {
        ObjectNode counts = Json.object();
        limiters.forEach((name, limiter) -> {
            int min = Math.max(1, limiter.maxPerCaller() / FRACTION);
            ObjectNode callers = Json.object();
            limiter.takeHeld().entrySet().stream()
                    .filter(entry -> entry.getValue() >= min)
                    .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                    .limit(MAX_CALLERS)
                    .forEach(entry -> callers.put(entry.getKey().digest(), entry.getValue()));
            if (!callers.isEmpty()) {
                counts.set(name, callers);
            }
        });
        return counts;
    }
}
