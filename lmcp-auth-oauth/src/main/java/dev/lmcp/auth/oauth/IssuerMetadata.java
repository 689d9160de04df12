package dev.lmcp.auth.oauth;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One issuer's metadata as last fetched. Safe for concurrent use; reading never blocks. */
final class IssuerMetadata {

    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final Duration RETRY = Duration.ofSeconds(60);

    private final Discovery discovery;
    private final boolean mayMove;
    private final Background background;
    private volatile @Nullable Metadata current;
    private volatile long fetchedAt;

    /**
     * Creates the holder.
     *
     * @param mayMove whether the keys may move to another origin while the server runs
     */
    IssuerMetadata(Discovery discovery, boolean mayMove, Background background) {
        this.discovery = discovery;
        this.mayMove = mayMove;
        this.background = background;
    }

    Optional<Metadata> current() {
        return Optional.ofNullable(current);
    }

    /** Renews the metadata by itself, for issuers whose keys come from elsewhere. */
    void keepFresh() {
        background.after(Duration.ZERO, () -> {
            Duration next = LIFETIME;
            try {
                fresh();
            } catch (FetchFailed failure) {
                System.getLogger("dev.lmcp.auth").log(System.Logger.Level.DEBUG, failure.explanation());
                next = RETRY;
            }
            background.after(next, this::keepFresh);
        });
    }

    /** The metadata, fetched anew if a day old. Where that fails, the old document serves on. */
    Metadata fresh() throws FetchFailed {
        Metadata before = current;
        if (before != null && background.nanoTime() - fetchedAt < LIFETIME.toNanos()) {
            return before;
        }
        try {
            Metadata found = discovery.find();
            refuseMove(before, found);
            fetchedAt = background.nanoTime();
            current = found;
            return found;
        } catch (FetchFailed failure) {
            if (before == null) {
                throw failure;
            }
            return before;
        }
    }

    /** Keys that move to another origin are more often an attack than a decision; a restart says that it is one. */
    private void refuseMove(@Nullable Metadata before, Metadata found) throws FetchFailed {
        if (before == null || mayMove) {
            return;
        }
        Optional<String> old = before.uri("jwks_uri").map(IssuerMetadata::origin);
        Optional<String> moved = found.uri("jwks_uri").map(IssuerMetadata::origin);
        if (!old.equals(moved)) {
            String text = "the keys of '" + found.source() + "' moved from '" + old.orElse("") + "' to '"
                    + moved.orElse("") + "', which counts only after a restart or with 'jwks.may-move=true'";
            System.getLogger("dev.lmcp.auth").log(System.Logger.Level.WARNING, text);
            throw new FetchFailed(text);
        }
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
