package dev.lmcp.server;

import dev.lmcp.spi.PublicDocument;
import dev.lmcp.spi.Secret;
import dev.lmcp.spi.Services;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** What plugins are offered. */
final class ServerServices implements Services {

    private final Clock clock;
    private final ServerThreads threads;
    private final PublicDocuments documents;
    private final ScopePolicy scopes;
    private final String path;
    private final ReportNotes notes;
    private final Optional<Supplier<Secret>> generatedSecret;
    private final Runnable whenEnded;

    ServerServices(
            Clock clock,
            ServerThreads threads,
            PublicDocuments documents,
            ScopePolicy scopes,
            String path,
            ReportNotes notes,
            Optional<Supplier<Secret>> generatedSecret,
            Runnable whenEnded) {
        this.clock = clock;
        this.threads = threads;
        this.documents = documents;
        this.scopes = scopes;
        this.path = path;
        this.notes = notes;
        this.generatedSecret = generatedSecret;
        this.whenEnded = whenEnded;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public ScheduledExecutorService scheduler() {
        return threads.timer();
    }

    @Override
    public void worker(Runnable task) {
        threads.worker().execute(task);
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
        whenEnded.run();
    }
}
