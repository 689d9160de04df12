package dev.lmcp.transport.http;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The number of open connections, and its bound: enough of them, and no more are accepted.
 *
 * <p>One thread switches, by the number at that moment. So two threads that count at once cannot leave the wrong one of two
 * switches. Safe for concurrent use.
 */
final class ConnectionLimit {

    private final int max;
    private final Executor thread;
    private final Consumer<Boolean> accepting;
    private final AtomicInteger count = new AtomicInteger();

    /**
     * Creates a limit.
     *
     * @param thread runs tasks one after the other
     * @param accepting called by that thread with whether more connections are accepted
     */
    ConnectionLimit(int max, Executor thread, Consumer<Boolean> accepting) {
        this.max = max;
        this.thread = thread;
        this.accepting = accepting;
    }

    void opened() {
        if (count.incrementAndGet() >= max) {
            thread.execute(this::decide);
        }
    }

    void closed() {
        if (count.decrementAndGet() == max - 1) {
            thread.execute(this::decide);
        }
    }

    private void decide() {
        accepting.accept(count.get() < max);
    }
}
