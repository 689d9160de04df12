package dev.lmcp.testkit;

import dev.lmcp.jsonrpc.Message;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An open stream of changes, from {@link TestClient#listen}. The test closes it. Safe for concurrent use. */
public final class Changes implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 10;
    private static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";

    private final BlockingQueue<Heard.Other> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Wire.Sent sent;
    private final Runnable atTheEnd;

    Changes(Wire.Sent sent, Runnable atTheEnd) {
        this.sent = sent;
        this.atTheEnd = atTheEnd;
    }

    void read(EventReader reader) {
        try {
            reader.awaitFirstLine();
            begun.countDown();
            for (Optional<Message> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (next.get() instanceof Message.Notification notification
                        && !notification.method().equals(ACKNOWLEDGED)) {
                    heard.add(new Heard.Other(notification.method(), notification.params()));
                }
            }
        } catch (IOException e) {
            // The test has closed the stream.
        } finally {
            begun.countDown();
        }
    }

    /** Waits until the server has begun to write, so that no change is missed from then on. */
    void awaitBeginning() throws InterruptedException {
        begun.await();
    }

    /**
     * Waits for the next change and returns it, as in {@code notifications/tools/list_changed}.
     *
     * @throws AssertionError if there is none within 10 seconds
     */
    public Heard.Other next() {
        try {
            Heard.Other change = heard.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (change == null) {
                throw new AssertionError("no change was heard within " + TIMEOUT_SECONDS
                        + " s; expected one: does the code under test change the registry, or call resourceUpdated?");
            }
            return change;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a change", e);
        }
    }

    @Override
    public void close() {
        atTheEnd.run();
        sent.abandon();
    }
}
