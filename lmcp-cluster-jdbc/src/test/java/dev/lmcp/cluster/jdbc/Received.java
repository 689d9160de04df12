package dev.lmcp.cluster.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lmcp.spi.ClusterBus;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Collects messages; a missed one is 'missed'. */
final class Received implements ClusterBus.Subscriber {

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    @Override
    public void receive(byte[] message) {
        messages.add(new String(message, UTF_8));
    }

    @Override
    public void messagesMissed() {
        messages.add("missed");
    }

    String next() throws InterruptedException {
        @Nullable String message = messages.poll(20, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("no message within 20 seconds");
        }
        return message;
    }

    /** Waits for this message, and drops those before it. Repeats an action until it comes. */
    void await(String expected, Runnable action) throws InterruptedException {
        for (int attempt = 0; attempt < 300; attempt++) {
            action.run();
            for (String next = messages.poll(100, TimeUnit.MILLISECONDS); next != null; next = messages.poll()) {
                if (next.equals(expected)) {
                    return;
                }
            }
        }
        throw new AssertionError("no message '" + expected + "' within 30 seconds");
    }
}
