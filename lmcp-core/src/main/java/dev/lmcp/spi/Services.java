package dev.lmcp.spi;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a server offers its plugins while it runs. Safe for concurrent use.
 *
 * <p>Implemented by lmcp; tests use {@code TestServices} of lmcp-testkit. Methods may be added in a minor version.
 */
public interface Services {

    /** Returns the clock of the server, by which expiry is judged. */
    Clock clock();

    /**
     * Runs {@code task} once, soon, on a thread of the server that may block for some seconds.
     *
     * <p>There are four such threads for all plugins. A task that throws is logged. After the stop of the server the task
     * is not run.
     *
     * @throws java.util.concurrent.RejectedExecutionException if 4096 tasks are waiting already
     */
    void execute(Runnable task);

    /**
     * Runs {@code task} once after a delay, on the server's timer thread, which all plugins share.
     *
     * <p>The task must be short; one that blocks hands over to {@link #execute}. A task that throws is logged. After the
     * stop of the server the task is not run.
     *
     * @param delay the time until the task is run; zero or less means soon
     */
    Scheduled schedule(Duration delay, Runnable task);

    /**
     * Runs {@code task} again and again until it is cancelled or the server stops, as {@link #schedule} does. A run that
     * throws is logged, and the next run comes all the same.
     *
     * @param delay the time until the first run, and between the end of a run and the start of the next; more than zero
     */
    Scheduled scheduleRepeatedly(Duration delay, Runnable task);

    /**
     * Serves a public document, without authentication.
     *
     * @param path the path below the application's root; begins with {@code /} and does not end with it. A request may add
     *     a slash at the end
     * @param source asked for the document at each request
     * @throws IllegalArgumentException if this is not such a path, or if a document is published at it already
     */
    void publish(String path, PublicDocument.Source source);

    /** Returns the path below the application's root at which clients call, as in {@code /mcp}. */
    String endpointPath();

    /**
     * Says under which URL clients reach this server, if a plugin is told it. The server then answers under the host of
     * this URL, whatever other hosts are allowed, and shows the URL to people.
     *
     * @param url an absolute http or https URL with a host
     */
    default void publicUrl(URI url) {
        // For stand-ins in tests, which serve nobody.
    }

    /** Returns the scopes that every request needs ({@code lmcp.scopes.required}). */
    List<String> requiredScopes();

    /** Returns the scopes to advertise: {@code lmcp.scopes.supported}, or the required ones if that is not set. */
    List<String> supportedScopes();

    /**
     * Says that the other end of a transport has gone for good, as at the end of standard input. A program that serves
     * nothing else may then end ({@link dev.lmcp.embed.Lmcp#awaitTermination}).
     */
    default void transportEnded() {}

    /**
     * Returns a secret that was made for this run, if the program that starts the server has one to offer: for an auth
     * plugin that would otherwise know no credential. The plugin that asks for it is to accept it, since the program
     * then shows it to the operator ({@link dev.lmcp.embed.LmcpBuilder#generatedSecret}).
     */
    default Optional<Secret> generatedSecret() {
        return Optional.empty();
    }

    /** Adds a line to the start report, for the operator to read and possibly to act on. */
    void notice(String text);

    /** A task that waits for its time. Implemented by lmcp. Safe for concurrent use. */
    interface Scheduled {

        /** Cancels the task: it is not run any more. A run that has begun goes on. Does nothing the second time. */
        void cancel();
    }
}
