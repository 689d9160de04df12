package dev.lmcp.server.call;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A permit for one call or one stream.
 *
 * <p>{@link #release} frees the permit for another call. {@link #close} releases the permit too, and signals the end of
 * the call. A call releases its permit before it sends its response, so that the caller can make its next call at once.
 * A stop of the server waits until the permit is closed, which is after the response.
 *
 * <p>Safe for concurrent use. A second release or close does nothing.
 */
public final class Permit implements PermitResult, AutoCloseable {

    private @Nullable Runnable onRelease;
    private @Nullable Runnable onClose;

    /** Creates a permit without an action at its close. */
    Permit(Runnable onRelease) {
        this(onRelease, () -> {});
    }

    Permit(Runnable onRelease, Runnable onClose) {
        this.onRelease = onRelease;
        this.onClose = onClose;
    }

    /** Frees the permit for another call or stream. */
    void release() {
        Runnable action;
        synchronized (this) {
            action = onRelease;
            onRelease = null;
        }
        run(action);
    }

    /** Releases the permit if it is not released, and ends it. */
    @Override
    public void close() {
        Runnable action;
        synchronized (this) {
            action = onClose;
            onClose = null;
        }
        try {
            release();
        } finally {
            run(action);
        }
    }

    private static void run(@Nullable Runnable action) {
        if (action != null) {
            action.run();
        }
    }

    /** Opens the call or stream of this permit. Closes the permit if that fails. */
    public <T> T open(Supplier<T> opening) {
        boolean isOpen = false;
        try {
            T opened = opening.get();
            isOpen = true;
            return opened;
        } finally {
            if (!isOpen) {
                close();
            }
        }
    }
}
