package dev.lmcp.transport.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** A listener with one method for every end of an asynchronous cycle. */
interface AsyncEnd extends AsyncListener {

    /** Why the cycle ended. */
    enum Cause {
        COMPLETE,
        TIMEOUT,
        ERROR
    }

    /** Called when the cycle ends. The container may call it several times. */
    void ended(Cause cause);

    @Override
    default void onComplete(AsyncEvent event) {
        ended(Cause.COMPLETE);
    }

    @Override
    default void onTimeout(AsyncEvent event) {
        ended(Cause.TIMEOUT);
    }

    @Override
    default void onError(AsyncEvent event) {
        ended(Cause.ERROR);
    }

    @Override
    default void onStartAsync(AsyncEvent event) {}
}
