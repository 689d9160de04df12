package dev.lmcp.testkit;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a response that another thread provides. */
final class FutureResponse {

    /** No tool under test takes longer. */
    private static final int TIMEOUT_SECONDS = 60;

    private FutureResponse() {}

    /** Waits for a response. */
    static <T> T get(Future<T> future) throws IOException, InterruptedException {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the server did not answer; expected a response: " + e.getCause(), e.getCause());
        } catch (CancellationException e) {
            throw new IOException("the client went away before the response", e);
        } catch (TimeoutException e) {
            throw new IOException(
                    "the server has not answered within " + TIMEOUT_SECONDS
                            + " s; expected a response: does the tool wait for something?",
                    e);
        }
    }
}
