package dev.lmcp.testkit.plugin;

import dev.lmcp.spi.PublicDocument;
import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Services;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * The services of a server, for a test that creates a plugin itself. The test must close them.
 *
 * <p>There are two kinds. {@link #at} creates services whose clock the test moves; tasks run on the thread of the test.
 * {@link #withThreads} creates services with their own threads, for plugins that block. Safe for concurrent use.
 */
public final class TestServices implements Services, AutoCloseable {

    private final TestTimer timer;
    private final List<String> notices = new ArrayList<>();
    private final List<String> required = new ArrayList<>();
    private final List<String> supported = new ArrayList<>();
    private final Map<String, PublicDocument.Source> documents = new LinkedHashMap<>();
    private String endpointPath = "/mcp";
    private boolean rejectsTasks;
    private Optional<Secret> generatedSecret = Optional.empty();
    private boolean isSecretTaken;

    private TestServices(TestTimer timer) {
        this.timer = timer;
    }

    /** Returns services whose clock shows this time until {@link #pass}. Tasks run on the calling thread. */
    public static TestServices at(Instant now) {
        return new TestServices(new ManualTimer(now));
    }

    /** Returns services with this clock, and with threads that run tasks at their time. */
    public static TestServices withThreads(Clock clock) {
        return new TestServices(new ThreadTimer(clock));
    }

    /**
     * Moves the clock. Scheduled tasks run on this thread, each at its time.
     *
     * @throws IllegalStateException if these services have their own threads and a clock that the test cannot move
     */
    public void pass(Duration time) {
        timer.pass(time);
    }

    /** Returns the delays of the tasks that are scheduled repeatedly and not cancelled, in the order of scheduling. */
    public List<Duration> repeatedDelays() {
        return timer.repeatedDelays();
    }

    /** Makes {@link #execute} reject tasks, as a server does if too many are waiting, or accept them again. */
    public synchronized void rejectTasks(boolean reject) {
        rejectsTasks = reject;
    }

    /** Changes the path of the MCP endpoint, which is {@code /mcp} by default. */
    public synchronized void endpointPath(String path) {
        endpointPath = path;
    }

    /** Adds scopes to those that every request needs. */
    public synchronized void requireScopes(String... scopes) {
        required.addAll(List.of(scopes));
    }

    /** Adds scopes to those that the server advertises. */
    public synchronized void supportScopes(String... scopes) {
        supported.addAll(List.of(scopes));
    }

    /** Sets a secret that was generated for this run, as the program that starts a server may do. */
    public synchronized void generateSecret(String secret) {
        generatedSecret = Optional.of(Secret.of(secret));
    }

    /** Returns whether the plugin has asked for the generated secret. */
    public synchronized boolean isGeneratedSecretTaken() {
        return isSecretTaken;
    }

    /** Returns the lines for the start report so far, oldest first. */
    public synchronized List<String> notices() {
        return List.copyOf(notices);
    }

    /**
     * Returns the documents that were published so far, by path. A document replaces an earlier one at its path, because a
     * test may create several plugins.
     */
    public synchronized Map<String, PublicDocument.Source> documents() {
        return Map.copyOf(documents);
    }

    @Override
    public Clock clock() {
        return timer.clock();
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            if (rejectsTasks) {
                throw new RejectedExecutionException("the test makes these services reject tasks");
            }
        }
        timer.execute(task);
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        return timer.schedule(delay, task);
    }

    @Override
    public Scheduled scheduleRepeatedly(Duration delay, Runnable task) {
        return timer.scheduleRepeatedly(delay, task);
    }

    @Override
    public synchronized void publish(String path, PublicDocument.Source source) {
        documents.put(path, source);
    }

    @Override
    public synchronized String endpointPath() {
        return endpointPath;
    }

    @Override
    public synchronized List<String> requiredScopes() {
        return List.copyOf(required);
    }

    @Override
    public synchronized List<String> supportedScopes() {
        return List.copyOf(supported);
    }

    @Override
    public synchronized Optional<Secret> generatedSecret() {
        isSecretTaken = true;
        return generatedSecret;
    }

    @Override
    public synchronized void notice(String text) {
        notices.add(text);
    }

    /** Stops the threads, if there are any. */
    @Override
    public void close() {
        timer.close();
    }
}
