package dev.lmcp.transport.servlet;

import dev.lmcp.spi.Exchange.Body;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Collects a body that is still arriving and tells, once, what became of it. */
final class BodyCollector implements BodyPump.Reader, AsyncEnd {

    private final BodyBuffer buffer;
    private final long announced;
    private final Waiting waiting;
    private final AtomicBoolean told = new AtomicBoolean();

    /** Who waits for the body; exactly one of these is called, once, by a thread of the container's. */
    interface Waiting {

        /** There is something to answer: the body, or that it is too large. */
        void proceed(Body body);

        /** The body took too long: whoever sends it is still there. */
        void giveUp();

        /** Whoever sent the body has gone. */
        void abandon();
    }

    /**
     * Creates it.
     *
     * @param announced the Content-Length, or a negative number where there is none
     */
    BodyCollector(BodyBuffer buffer, long announced, Waiting waiting) {
        this.buffer = buffer;
        this.announced = announced;
        this.waiting = waiting;
    }

    @Override
    public boolean read(ServletInputStream in) throws IOException {
        buffer.readFrom(in);
        if (!buffer.isTooLarge()) {
            return true;
        }
        if (told.compareAndSet(false, true)) {
            waiting.proceed(new Body.TooLarge());
        }
        return false;
    }

    @Override
    public void finish() {
        // Some containers report a body that broke off as one that ended.
        if (buffer.count() < announced) {
            fail();
        } else if (told.compareAndSet(false, true)) {
            waiting.proceed(new Body.Complete(buffer.toBytes()));
        }
    }

    @Override
    public void fail() {
        if (told.compareAndSet(false, true)) {
            waiting.abandon();
        }
    }

    @Override
    public void ended(Cause cause) {
        if (cause != Cause.TIMEOUT) {
            fail();
        } else if (told.compareAndSet(false, true)) {
            waiting.giveUp();
        }
    }
}
