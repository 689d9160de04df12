package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.EndpointLocator;
import dev.lmcp.auth.oauth.http.FetchFailedException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Caches the metadata of one issuer for a day. Safe for concurrent use. */
final class AuthServerMetadataCache {

    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(60);

    private final Discovery discovery;
    private final boolean allowsMove;
    private final TaskScheduler scheduler;
    private volatile @Nullable AuthServerMetadata current;
    private volatile long fetchedAt;

    /**
     * Creates the cache; it is empty at first.
     *
     * @param allowsMove true if the keys may move to another origin while the server runs
     */
    AuthServerMetadataCache(Discovery discovery, boolean allowsMove, TaskScheduler scheduler) {
        this.discovery = discovery;
        this.allowsMove = allowsMove;
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
                System.getLogger("dev.lmcp.auth").log(System.Logger.Level.DEBUG, failure.explanation());
                next = RETRY_DELAY;
            }
            scheduler.schedule(next, this::keepFresh);
        });
    }

    /**
     * Returns the metadata, and fetches it first if it is a day old. Blocks.
     *
     * <p>If the fetch fails, the old metadata stays in use.
     *
     * @throws FetchFailedException if the fetch fails and there is no old metadata
     */
    AuthServerMetadata latest() throws FetchFailedException {
        AuthServerMetadata before = current;
        if (before != null && scheduler.nanoTime() - fetchedAt < LIFETIME.toNanos()) {
            return before;
        }
        try {
            AuthServerMetadata found = discovery.find();
            refuseMove(before, found);
            fetchedAt = scheduler.nanoTime();
            current = found;
            return found;
        } catch (FetchFailedException failure) {
            if (before == null) {
                throw failure;
            }
            return before;
        }
    }

    /** Returns a locator for the URL that the metadata has under this name. */
    EndpointLocator endpoint(String name) {
        return () -> {
            AuthServerMetadata found = latest();
            return found.uri(name)
                    .orElseThrow(() -> new FetchFailedException(
                            "'" + found.source() + "' has no valid '" + name + "'; expected a URL"));
        };
    }

    /** A move of the keys to another origin may be an attack. After a restart, the new origin is accepted. */
    private void refuseMove(@Nullable AuthServerMetadata before, AuthServerMetadata found) throws FetchFailedException {
        if (before == null || allowsMove) {
            return;
        }
        Optional<String> old = before.uri("jwks_uri").map(AuthServerMetadataCache::origin);
        Optional<String> moved = found.uri("jwks_uri").map(AuthServerMetadataCache::origin);
        if (!old.equals(moved)) {
            String text = "'" + found.source() + "' moved the keys to '" + moved.orElse("") + "'; expected them at '"
                    + old.orElse("") + "'; restart the server to follow the move, or set 'jwks.may-move=true'";
            System.getLogger("dev.lmcp.auth").log(System.Logger.Level.WARNING, text);
            throw new FetchFailedException(text);
        }
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
