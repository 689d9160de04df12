package dev.lmcp.server.base;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What is to be closed, the last opened first; one that fails keeps no other one open. Safe for concurrent use. */
public final class CloseStack implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    public <T extends AutoCloseable> T add(T opened) {
        synchronized (open) {
            open.push(opened);
        }
        return opened;
    }

    @Override
    public void close() {
        for (AutoCloseable next = pop(); next != null; next = pop()) {
            close(next);
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception | LinkageError e) {
            LOG.log(Level.WARNING, "a part of the server did not close as it should", e);
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private @Nullable AutoCloseable pop() {
        synchronized (open) {
            return open.poll();
        }
    }
}
