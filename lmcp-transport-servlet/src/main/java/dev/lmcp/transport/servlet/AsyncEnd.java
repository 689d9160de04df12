package dev.lmcp.transport.servlet;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** Learns, in one place, that an asynchronous cycle is over. */
interface AsyncEnd extends AsyncListener {

    /** Why it is over. */
    enum Cause {
        COMPLETE,
        TIMEOUT,
        ERROR
    }

    /** Called by the container, possibly several times. */
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
