package dev.lmcp.transport.http;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The threads on which handlers run. They may block. Their context class loader is that of this transport.
 *
 * <p>{@link #execute} throws a {@link java.util.concurrent.RejectedExecutionException} after the close. Safe for concurrent
 * use.
 */
interface HandlerThreads extends Executor, AutoCloseable {

    /** The beginning of the names of the threads. */
    String NAME = "lmcp-http-";

    /** How long a close waits for the threads. */
    Duration STOP_TIMEOUT = Duration.ofSeconds(5);

    /** The kind of the threads, as the setting {@code threads} names it. */
    enum Kind {
        PLATFORM,
        VIRTUAL;

        /** From this version of Java on, a virtual thread that waits for a monitor holds no other thread (JEP 491). */
        private static final int UNPINNED_SINCE = 24;

        /** Returns the kind that suits this Java runtime. */
        static Kind suitable() {
            return Runtime.version().feature() >= UNPINNED_SINCE ? VIRTUAL : PLATFORM;
        }
    }

    /** Starts threads of a kind. */
    static HandlerThreads of(Kind kind) {
        return kind == Kind.VIRTUAL ? new VirtualThreads() : new ThreadPool();
    }

    /** Interrupts the threads, and waits for a short time until they have ended. */
    @Override
    void close();
}
