package dev.lmcp.server.base;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Resources to close, the last opened one first. If one fails to close, the others are closed all the same.
 *
 * <p>Safe for concurrent use.
 */
public final class CloseStack implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.server");

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    public <T extends AutoCloseable> T add(T resource) {
        synchronized (resources) {
            resources.push(resource);
        }
        return resource;
    }

    @Override
    public void close() {
        for (AutoCloseable next = pop(); next != null; next = pop()) {
            close(next);
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception | LinkageError e) {
            LOG.log(Level.WARNING, "a component of the server failed to close", e);
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private @Nullable AutoCloseable pop() {
        synchronized (resources) {
            return resources.poll();
        }
    }
}
