package dev.lmcp.transport.http;

import org.jspecify.annotations.Nullable;

/** Runs an action once if the client leaves. Safe for concurrent use. */
final class Disconnection {

    private @Nullable Runnable action;
    private boolean isGone;

    /** Sets the action; runs it at once if the client has left. */
    void set(Runnable next) {
        synchronized (this) {
            if (!isGone) {
                action = next;
                return;
            }
        }
        next.run();
    }

    /** Removes the action. */
    synchronized void clear() {
        action = null;
    }

    /** Notes that the client has left. */
    void happen() {
        Runnable current;
        synchronized (this) {
            isGone = true;
            current = action;
            action = null;
        }
        if (current != null) {
            current.run();
        }
    }
}
