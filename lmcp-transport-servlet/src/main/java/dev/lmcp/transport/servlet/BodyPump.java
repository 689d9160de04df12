package dev.lmcp.transport.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/**
 * Moves a request body on as it arrives, without a thread that waits for it.
 *
 * <p>A request takes one {@link ReadListener} for its whole life, so this is it and hands on to whoever reads now: first
 * what collects the body, later perhaps what throws the rest of it away. The container calls it by one thread at a time.
 */
final class BodyPump implements ReadListener {

    private final ServletInputStream in;
    private volatile Reader reader;

    /** What becomes of the bytes. */
    interface Reader {

        /** Reads once from a stream that is ready; returns whether more is wanted. */
        boolean read(ServletInputStream in) throws IOException;

        /** The body has ended. */
        void finish();

        /** The body has broken off. */
        void fail();
    }

    BodyPump(ServletInputStream in, Reader reader) {
        this.in = in;
        this.reader = reader;
    }

    /** Lets another reader have what comes from now on; the request must be in a new asynchronous cycle. */
    void handOver(Reader next) {
        reader = next;
        onDataAvailable();
    }

    @Override
    public void onDataAvailable() {
        Reader now = reader;
        try {
            while (in.isReady() && !in.isFinished()) {
                if (!now.read(in)) {
                    return;
                }
            }
        } catch (IOException e) {
            now.fail();
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
