package dev.lmcp.auth.oauth;

import dev.lmcp.spi.PublicDocument;
import dev.lmcp.spi.Services;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The services of a server whose clock always shows {@link TestIssuer#NOW}. The test must close them. */
final class TestServices implements Services, AutoCloseable {

    final Map<String, PublicDocument.Source> published = new LinkedHashMap<>();
    final List<String> notices = new ArrayList<>();
    final List<String> required = new ArrayList<>();
    final List<String> supported = new ArrayList<>();
    String endpointPath = "/mcp";
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);

    @Override
    public Clock clock() {
        return Clock.fixed(TestIssuer.NOW, ZoneOffset.UTC);
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        var future = threads.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public Scheduled scheduleRepeatedly(Duration delay, Runnable task) {
        throw new AssertionError("a task is scheduled repeatedly");
    }

    @Override
    public void publish(String path, PublicDocument.Source source) {
        published.put(path, source);
    }

    @Override
    public String endpointPath() {
        return endpointPath;
    }

    @Override
    public List<String> requiredScopes() {
        return required;
    }

    @Override
    public List<String> supportedScopes() {
        return supported;
    }

    @Override
    public void notice(String text) {
        notices.add(text);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
