package dev.lmcp.auth.bearer;

import dev.lmcp.spi.PublicDocument;
import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Services;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Services whose time passes and whose tasks run when a test says so. */
final class TestServices implements Services, AutoCloseable {

    private final List<String> notices = new ArrayList<>();
    private final List<Runnable> repeated = new ArrayList<>();
    private final List<Long> seconds = new ArrayList<>();
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private boolean busy;
    private ScheduledFuture<?> last;
    private Optional<Secret> offer = Optional.empty();
    private boolean offerTaken;

    private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
            repeated.add(task);
            seconds.add(unit.toSeconds(delay));
            last = super.schedule(() -> {}, 1, TimeUnit.DAYS);
            return last;
        }
    };

    /** Lets time pass and runs what was to be repeated, as the scheduler would. */
    void pass(Duration time) {
        now = now.plus(time);
        repeated.forEach(Runnable::run);
    }

    void beBusy(boolean soOrNot) {
        busy = soOrNot;
    }

    List<String> notices() {
        return notices;
    }

    List<Long> secondsBetween() {
        return seconds;
    }

    boolean isStopped() {
        return last.isCancelled();
    }

    @Override
    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("a clock without zones");
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    @Override
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    @Override
    public void worker(Runnable task) {
        if (busy) {
            throw new RejectedExecutionException("busy");
        }
        task.run();
    }

    @Override
    public void publish(String path, PublicDocument.Source source) {
        throw new AssertionError("a document is published at " + path);
    }

    @Override
    public String endpointPath() {
        return "/mcp";
    }

    @Override
    public List<String> requiredScopes() {
        return List.of();
    }

    @Override
    public List<String> supportedScopes() {
        return List.of();
    }

    /** Offers a secret that was made for this run. */
    void offer(String secret) {
        offer = Optional.of(Secret.of(secret));
    }

    boolean isOfferTaken() {
        return offerTaken;
    }

    @Override
    public Optional<Secret> generatedSecret() {
        offerTaken = true;
        return offer;
    }

    @Override
    public void notice(String text) {
        notices.add(text);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
