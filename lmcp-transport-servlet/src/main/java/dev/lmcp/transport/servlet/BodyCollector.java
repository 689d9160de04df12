package dev.lmcp.transport.servlet;

import dev.lmcp.spi.Exchange.Body;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Collects a body as it arrives, and reports the result once. */
final class BodyCollector implements BodyPump.Reader, AsyncEnd {

    private final BodyBuffer buffer;
    private final long announced;
    private final Listener listener;
    private final AtomicBoolean isReported = new AtomicBoolean();

    /** Takes the result. Exactly one of these methods is called, once, on a thread of the container. */
    interface Listener {

        /** The body is complete or too large, so the request can be answered. */
        void received(Body body);

        /** The body took too long. The client is still connected. */
        void timedOut();

        /** The client is gone. */
        void aborted();
    }

    /**
     * Creates a collector.
     *
     * @param announced the Content-Length, or a negative number if there is none
     */
    BodyCollector(BodyBuffer buffer, long announced, Listener listener) {
        this.buffer = buffer;
        this.announced = announced;
        this.listener = listener;
    }

    @Override
    public boolean read(ServletInputStream in) throws IOException {
        buffer.readFrom(in);
        if (!buffer.isTooLarge()) {
            return true;
        }
        if (isReported.compareAndSet(false, true)) {
            listener.received(new Body.TooLarge());
        }
        return false;
    }

    @Override
    public void finish() {
        // Some containers report an incomplete body as a complete one.
        if (buffer.count() < announced) {
            fail();
        } else if (isReported.compareAndSet(false, true)) {
            listener.received(new Body.Complete(buffer.toBytes()));
        }
    }

    @Override
    public void fail() {
        if (isReported.compareAndSet(false, true)) {
            listener.aborted();
        }
    }

    @Override
    public void ended(Cause cause) {
        if (cause != Cause.TIMEOUT) {
            fail();
        } else if (isReported.compareAndSet(false, true)) {
            listener.timedOut();
        }
    }
}
