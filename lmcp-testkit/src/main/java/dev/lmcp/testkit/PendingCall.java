package dev.lmcp.testkit;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call that runs, from {@link TestClient#begin}. Safe for concurrent use. */
public final class PendingCall {

    private static final int TIMEOUT_SECONDS = 10;

    private final ClientSession session;
    private final Transfer transfer;
    private final Future<ToolReply> reply;

    PendingCall(ClientSession session, Transfer transfer, Future<ToolReply> reply) {
        this.session = session;
        this.transfer = transfer;
        this.reply = reply;
    }

    /** Returns what was heard so far, in order. */
    public List<Heard> heard() {
        return transfer.heard();
    }

    /**
     * Waits until so many notifications were heard, and returns them.
     *
     * @throws AssertionError if they have not come within 10 seconds
     */
    public List<Heard> awaitHeard(int count) {
        try {
            if (transfer.await(count, TIMEOUT_SECONDS)) {
                return transfer.heard();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("heard " + transfer.heard() + " within " + TIMEOUT_SECONDS + " s; expected " + count
                + " notifications: does the tool report progress, and only larger values?");
    }

    /**
     * Cancels the call, as clients of the era do: the modern era closes the connection, the legacy era sends {@code
     * notifications/cancelled}. The tool notices within a second.
     */
    public void cancel() {
        session.cancel(transfer);
    }

    /** Closes the connection of the call. In the modern era that cancels it; in the legacy era the tool goes on. */
    public void disconnect() {
        transfer.disconnect();
    }

    /**
     * Waits for the result.
     *
     * @throws CancellationException if the call was cancelled, or its connection was closed
     * @throws AssertionError if it has not ended within 10 seconds
     */
    public ToolReply reply() {
        try {
            return reply.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError("the call failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError(
                    "the call has not ended within " + TIMEOUT_SECONDS
                            + " s; expected a result: what does the tool wait for?",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a result", e);
        }
    }
}
