package dev.lmcp.transport.http;

import io.netty.util.concurrent.FastThreadLocalThread;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads of the event loops. */
final class LoopThreads implements ThreadFactory {

    private final AtomicInteger number = new AtomicInteger();

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new FastThreadLocalThread(work, "lmcp-io-" + number.incrementAndGet());
        thread.setContextClassLoader(LoopThreads.class.getClassLoader());
        return thread;
    }
}
