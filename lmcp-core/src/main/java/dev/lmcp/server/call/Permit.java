package dev.lmcp.server.call;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The right to one call or one stream, until it is closed.
 *
 * <p>A permit has two moments. {@link #release} gives its place back, so that the next one can have it. {@link #close}
 * does so too, and says that everything is over. A call releases its permit before it sends its answer: a caller that
 * has the answer can call again at once, and a stop still waits until the answer is sent.
 *
 * <p>Safe for concurrent use; releasing or closing again does nothing.
 */
public final class Permit implements PermitResult, AutoCloseable {

    private @Nullable Runnable onRelease;
    private @Nullable Runnable onClose;

    /** A permit whose place is all that there is to give back. */
    Permit(Runnable onRelease) {
        this(onRelease, () -> {});
    }

    Permit(Runnable onRelease, Runnable onClose) {
        this.onRelease = onRelease;
        this.onClose = onClose;
    }

    /** Gives the place back. */
    void release() {
        Runnable action;
        synchronized (this) {
            action = onRelease;
            onRelease = null;
        }
        run(action);
    }

    /** Gives the place back, if that has not happened, and ends. */
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

    /** Opens what this is the permit for; if that fails, the permit is closed. */
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
