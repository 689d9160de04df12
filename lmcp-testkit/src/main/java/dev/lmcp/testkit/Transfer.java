package dev.lmcp.testkit;

import dev.lmcp.jsonrpc.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is known of one request while it runs. Safe for concurrent use. */
final class Transfer {

    private final String token;
    private final List<Heard> heard = new ArrayList<>();
    private Wire.@Nullable Sent sent;
    private @Nullable RequestId id;
    private boolean isAbandoned;

    Transfer(String token) {
        this.token = token;
    }

    /** Returns the progress token, which is unique in the server. */
    String token() {
        return token;
    }

    /** Notes that the request, or a further round of it, was sent. */
    synchronized void sent(RequestId newId, Wire.Sent newSent) {
        id = newId;
        sent = newSent;
        if (isAbandoned) {
            newSent.abandon();
        }
    }

    synchronized Optional<RequestId> id() {
        return Optional.ofNullable(id);
    }

    synchronized void hear(Heard notification) {
        heard.add(notification);
        notifyAll();
    }

    synchronized List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** Notes that nobody waits for the response. */
    synchronized void expectNothing() {
        isAbandoned = true;
    }

    synchronized boolean isAbandoned() {
        return isAbandoned;
    }

    /** Goes away. */
    void disconnect() {
        Wire.Sent current;
        synchronized (this) {
            isAbandoned = true;
            current = sent;
        }
        if (current != null) {
            current.abandon();
        }
    }

    /** Waits until so many notifications have come. Returns false if they have not come in time. */
    synchronized boolean await(int count, long seconds) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (heard.size() < count) {
            long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }
}
