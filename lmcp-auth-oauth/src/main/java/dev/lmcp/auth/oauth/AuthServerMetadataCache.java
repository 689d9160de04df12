package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.EndpointLocator;
import dev.lmcp.auth.oauth.http.FetchFailedException;
import dev.lmcp.auth.oauth.http.HttpUrl;
import dev.lmcp.auth.oauth.http.TaskScheduler;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Caches the metadata of one issuer for a day, or until a call to an endpoint that it names fails. Safe for concurrent
 * use.
 */
final class AuthServerMetadataCache {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.auth");
    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(60);

    /** A little longer than the three calls of a discovery may take. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(16);

    private final Discovery discovery;
    private final boolean allowsOriginChange;
    private final Duration cooldown;
    private final TaskScheduler scheduler;
    private final AtomicReference<@Nullable CompletableFuture<AuthServerMetadata>> running = new AtomicReference<>();

    private volatile @Nullable AuthServerMetadata current;
    private volatile long fetchedAt;
    private volatile long triedAt;

    /** True if an endpoint failed, so that the issuer may have moved it. */
    private volatile boolean isSuspect;

    private volatile String lastWarning = "";

    /**
     * Creates the cache; it is empty at first.
     *
     * @param allowsOriginChange true if the keys may move to another origin while the server runs
     * @param cooldown the minimum time between two fetches after the first one
     */
    AuthServerMetadataCache(
            Discovery discovery, boolean allowsOriginChange, Duration cooldown, TaskScheduler scheduler) {
        this.discovery = discovery;
        this.allowsOriginChange = allowsOriginChange;
        this.cooldown = cooldown;
        this.scheduler = scheduler;
    }

    /** Returns the cached metadata; never blocks. */
    Optional<AuthServerMetadata> current() {
        return Optional.ofNullable(current);
    }

    /** Refreshes the metadata once a day, for an issuer whose keys come from elsewhere. */
    void keepFresh() {
        scheduler.schedule(Duration.ZERO, () -> {
            Duration next = LIFETIME;
            try {
                latest();
            } catch (FetchFailedException failure) {
                LOG.log(System.Logger.Level.DEBUG, failure.explanation());
                next = RETRY_DELAY;
            }
            scheduler.schedule(next, this::keepFresh);
        });
    }

    /**
     * Returns the metadata, and fetches it first if it is a day old, or if an endpoint failed. Blocks.
     *
     * <p>Concurrent callers share one fetch. If the fetch fails, the old metadata stays in use.
     *
     * @throws FetchFailedException if the fetch fails and there is no old metadata
     */
    AuthServerMetadata latest() throws FetchFailedException {
        AuthServerMetadata before = current;
        if (before != null && !isFetchDue()) {
            return before;
        }
        CompletableFuture<AuthServerMetadata> own = new CompletableFuture<>();
        CompletableFuture<AuthServerMetadata> other = running.compareAndExchange(null, own);
        if (other != null) {
            return before == null ? join(other) : before;
        }
        // Another caller may have fetched the metadata since this one looked.
        AuthServerMetadata latest = current;
        try {
            AuthServerMetadata found = latest == null || isFetchDue() ? fetch(latest) : latest;
            own.complete(found);
            return found;
        } catch (FetchFailedException failure) {
            own.completeExceptionally(failure);
            if (latest == null) {
                throw failure;
            }
            return latest;
        } finally {
            own.cancel(false);
            running.set(null);
        }
    }

    private boolean isFetchDue() {
        long now = scheduler.nanoTime();
        return (isSuspect || now - fetchedAt >= LIFETIME.toNanos()) && now - triedAt >= cooldown.toNanos();
    }

    private AuthServerMetadata fetch(@Nullable AuthServerMetadata before) throws FetchFailedException {
        triedAt = scheduler.nanoTime();
        AuthServerMetadata found = discovery.find();
        refuseMove(before, found);
        fetchedAt = scheduler.nanoTime();
        isSuspect = false;
        current = found;
        return found;
    }

    private static AuthServerMetadata join(CompletableFuture<AuthServerMetadata> other) throws FetchFailedException {
        try {
            return other.get(MAX_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof FetchFailedException failure) {
                throw failure;
            }
            throw new FetchFailedException("the metadata of the issuer cannot be fetched");
        } catch (TimeoutException | CancellationException late) {
            throw new FetchFailedException("the metadata of the issuer cannot be fetched in time");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new FetchFailedException("the server is stopping");
        }
    }

    /** Returns a locator for the URL that the metadata has under this name. */
    EndpointLocator endpoint(String name) {
        return new EndpointLocator() {
            @Override
            public URI locate() throws FetchFailedException {
                AuthServerMetadata found = latest();
                return found.uri(name)
                        .orElseThrow(() -> new FetchFailedException(
                                "'" + found.source() + "' has no valid '" + name + "'; expected a URL"));
            }

            @Override
            public void reportFailure() {
                isSuspect = true;
            }
        };
    }

    /** A move of the keys to another origin may be an attack. After a restart, the new origin is accepted. */
    private void refuseMove(@Nullable AuthServerMetadata before, AuthServerMetadata found) throws FetchFailedException {
        if (before == null || allowsOriginChange) {
            return;
        }
        Optional<String> old = before.uri("jwks_uri").map(HttpUrl::origin);
        Optional<String> moved = found.uri("jwks_uri").map(HttpUrl::origin);
        if (!old.equals(moved)) {
            String text = "'" + found.source() + "' moved the keys to '" + moved.orElse("") + "'; expected them at '"
                    + old.orElse("")
                    + "'; restart the server to follow the move, or set 'jwks.allow-origin-change=true'";
            if (!text.equals(lastWarning)) {
                LOG.log(System.Logger.Level.WARNING, text);
                lastWarning = text;
            }
            throw new FetchFailedException(text);
        }
    }
}
