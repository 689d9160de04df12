package dev.lmcp.transport.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Discards the rest of a request body after the response has been sent.
 *
 * <p>If the connection were closed at once, it would be reset, and the client could lose the response. If the container
 * read the rest, a slow sender could hold a thread. So a limited part is read, without a thread that waits. Then the
 * exchange ends.
 */
final class UnreadBody implements BodyPump.Reader, AsyncEnd {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final Duration MAX_TIME = Duration.ofSeconds(5);

    private final AsyncContext context;
    private final byte[] scratch = new byte[4096];
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private int count;

    private UnreadBody(AsyncContext context) {
        this.context = context;
    }

    /** Begins to discard in a new asynchronous cycle, which it completes. */
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
        if (isEnded.compareAndSet(false, true)) {
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
            isEnded.set(true);
        } else {
            finish();
        }
    }
}
