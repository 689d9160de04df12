package dev.lmcp.auth.testkit;

import dev.lmcp.spi.PublicDocument;
import dev.lmcp.spi.Services;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** What a server offers a plugin that a test creates itself: real threads, no scopes; to be closed. */
final class TestServices implements Services, AutoCloseable {

    private final Clock clock;
    private final List<String> notices = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

    TestServices(Clock clock) {
        this.clock = clock;
    }

    List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public ScheduledExecutorService scheduler() {
        return threads;
    }

    @Override
    public void worker(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void publish(String path, PublicDocument.Source source) {
        // Nobody asks for documents here.
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

    @Override
    public void notice(String text) {
        notices.add(text);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
