package dev.lmcp.auth.oauth;

import dev.lmcp.auth.oauth.http.EndpointLocator;
import dev.lmcp.auth.oauth.http.FetchFailedException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One issuer's metadata as last fetched. Safe for concurrent use; reading never blocks. */
final class AuthServerMetadataCache {

    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final Duration RETRY = Duration.ofSeconds(60);

    private final Discovery discovery;
    private final boolean allowsMove;
    private final TaskScheduler scheduler;
    private volatile @Nullable AuthServerMetadata current;
    private volatile long fetchedAt;

    /**
     * Creates the holder.
     *
     * @param allowsMove whether the keys may move to another origin while the server runs
     */
    AuthServerMetadataCache(Discovery discovery, boolean allowsMove, TaskScheduler scheduler) {
        this.discovery = discovery;
        this.allowsMove = allowsMove;
        this.scheduler = scheduler;
    }

    Optional<AuthServerMetadata> current() {
        return Optional.ofNullable(current);
    }

    /** Renews the metadata by itself, for issuers whose keys come from elsewhere. */
    void keepFresh() {
        scheduler.schedule(Duration.ZERO, () -> {
            Duration next = LIFETIME;
            try {
                latest();
            } catch (FetchFailedException failure) {
                System.getLogger("dev.lmcp.auth").log(System.Logger.Level.DEBUG, failure.explanation());
                next = RETRY;
            }
            scheduler.schedule(next, this::keepFresh);
        });
    }

    /** The metadata, fetched anew if a day old. Where that fails, the old document serves on. */
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

    /** Finds the URL that the metadata has under this name. */
    EndpointLocator endpoint(String name) {
        return () -> {
            AuthServerMetadata found = latest();
            return found.uri(name)
                    .orElseThrow(
                            () -> new FetchFailedException("'" + found.source() + "' has no usable '" + name + "'"));
        };
    }

    /** Keys that move to another origin are more often an attack than a decision; a restart says that it is one. */
    private void refuseMove(@Nullable AuthServerMetadata before, AuthServerMetadata found) throws FetchFailedException {
        if (before == null || allowsMove) {
            return;
        }
        Optional<String> old = before.uri("jwks_uri").map(AuthServerMetadataCache::origin);
        Optional<String> moved = found.uri("jwks_uri").map(AuthServerMetadataCache::origin);
        if (!old.equals(moved)) {
            String text = "the keys of '" + found.source() + "' moved from '" + old.orElse("") + "' to '"
                    + moved.orElse("") + "', which counts only after a restart or with 'jwks.may-move=true'";
            System.getLogger("dev.lmcp.auth").log(System.Logger.Level.WARNING, text);
            throw new FetchFailedException(text);
        }
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
