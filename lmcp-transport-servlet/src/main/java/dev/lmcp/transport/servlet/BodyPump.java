package dev.lmcp.transport.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/**
 * Passes a request body to a reader as it arrives, without a thread that waits.
 *
 * <p>A request accepts only one {@link ReadListener}. So this listener stays, and its reader changes: the first one collects
 * the body, and a later one may discard the rest. The container calls the listener from one thread at a time.
 */
final class BodyPump implements ReadListener {

    private final ServletInputStream in;
    private volatile Reader reader;

    /** Takes the bytes of the body. */
    interface Reader {

        /** Reads once from a stream that is ready; returns whether it needs more bytes. */
        boolean read(ServletInputStream in) throws IOException;

        /** Called at the end of the body. */
        void finish();

        /** Called if the body cannot be read to its end. */
        void fail();
    }

    BodyPump(ServletInputStream in, Reader reader) {
        this.in = in;
        this.reader = reader;
    }

    /** Passes the rest of the body to another reader. The request must be in a new asynchronous cycle. */
    void handOver(Reader next) {
        reader = next;
        onDataAvailable();
    }

    @Override
    public void onDataAvailable() {
        Reader current = reader;
        try {
            while (in.isReady() && !in.isFinished()) {
                if (!current.read(in)) {
                    return;
                }
            }
        } catch (IOException e) {
            current.fail();
        }
    }

    @Override
    public void onAllDataRead() {
        reader.finish();
    }

    @Override
    public void onError(Throwable failure) {
        reader.fail();
    }
}
