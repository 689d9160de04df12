package dev.lmcp.transport.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Throws away what still arrives of a body that nobody wants, after the answer has been sent.
 *
 * <p>Closing the connection at once would reset it, and the client might lose the answer; letting the container swallow
 * the rest would hold a thread for as long as a slow sender likes. So a little more is read, without a thread that
 * waits, and then the exchange ends.
 */
final class UnreadBody implements BodyPump.Reader, AsyncEnd {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final Duration MAX_TIME = Duration.ofSeconds(5);

    private final AsyncContext context;
    private final byte[] scratch = new byte[4096];
    private final AtomicBoolean over = new AtomicBoolean();
    private int count;

    private UnreadBody(AsyncContext context) {
        this.context = context;
    }

    /** Begins to throw away in a new asynchronous cycle, and ends that. */
    static UnreadBody in(AsyncContext context) {
        UnreadBody unread = new UnreadBody(context);
        context.setTimeout(MAX_TIME.toMillis());
        context.addListener(unread);
        return unread;
    }

    @Override
    public boolean read(ServletInputStream in) throws IOException {
        int read = in.read(scratch);
        count += Math.max(read, 0);
        if (count > MAX_BYTES) {
            finish();
            return false;
        }
        return true;
    }

    @Override
    public void finish() {
        if (over.compareAndSet(false, true)) {
            context.complete();
        }
    }

    @Override
    public void fail() {
        finish();
    }

    @Override
    public void ended(Cause cause) {
        if (cause == Cause.COMPLETE) {
            over.set(true);
        } else {
            finish();
        }
    }
}
