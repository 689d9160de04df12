package dev.lmcp.server.start;

import dev.lmcp.server.PublicDocuments;
import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.spi.PublicDocument;
import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Services;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** The services that the server offers to its plugins. */
final class ServerServices implements Services {

    private final Clock clock;
    private final ServerThreads threads;
    private final PublicDocuments documents;
    private final ScopePolicy scopes;
    private final String path;
    private final ReportNotes notes;
    private final Optional<Supplier<Secret>> generatedSecret;
    private final Runnable onTransportEnd;
    private volatile Optional<URI> publicUrl = Optional.empty();

    ServerServices(
            Clock clock,
            ServerThreads threads,
            PublicDocuments documents,
            ScopePolicy scopes,
            String path,
            ReportNotes notes,
            Optional<Supplier<Secret>> generatedSecret,
            Runnable onTransportEnd) {
        this.clock = clock;
        this.threads = threads;
        this.documents = documents;
        this.scopes = scopes;
        this.path = path;
        this.notes = notes;
        this.generatedSecret = generatedSecret;
        this.onTransportEnd = onTransportEnd;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void execute(Runnable task) {
        threads.worker().execute(task);
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        return scheduled(timer -> timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public Scheduled scheduleRepeatedly(Duration delay, Runnable task) {
        return scheduled(
                timer -> timer.scheduleWithFixedDelay(task, delay.toNanos(), delay.toNanos(), TimeUnit.NANOSECONDS));
    }

    private Scheduled scheduled(Function<ScheduledExecutorService, Future<?>> begin) {
        try {
            Future<?> future = begin.apply(threads.timer());
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            // The server has stopped, so nothing is scheduled.
            return () -> {};
        }
    }

    @Override
    public void publish(String path, PublicDocument.Source source) {
        documents.publish(path, source);
    }

    @Override
    public String endpointPath() {
        return path;
    }

    @Override
    public void publicUrl(URI url) {
        publicUrl = Optional.of(url);
    }

    /** Returns the URL under which clients reach the server, if a plugin has said it. */
    Optional<URI> publicUrl() {
        return publicUrl;
    }

    @Override
    public List<String> requiredScopes() {
        return scopes.required();
    }

    @Override
    public List<String> supportedScopes() {
        return scopes.supported();
    }

    @Override
    public Optional<Secret> generatedSecret() {
        return generatedSecret.map(Supplier::get);
    }

    @Override
    public void notice(String text) {
        notes.add(text);
    }

    @Override
    public void transportEnded() {
        onTransportEnd.run();
    }
}
