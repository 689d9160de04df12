package dev.lmcp.spi;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** What a server offers its plugins while it runs. Safe for concurrent use. */
public interface Services {

    /** Returns the clock by which everything is judged. */
    Clock clock();

    /** Returns a scheduler that the server stops; its tasks are to be short, or to hand over to {@link #worker}. */
    ScheduledExecutorService scheduler();

    /** Runs {@code task} soon on a thread of the server's that may block for some seconds; a small bounded pool. */
    void worker(Runnable task);

    /**
     * Serves a public document, before authentication.
     *
     * @param path below the application's root, beginning with {@code /}; a trailing slash is tolerated on request
     * @param source asked for each time
     */
    void publish(String path, PublicDocument.Source source);

    /** Returns the path below the application's root at which clients call, as in {@code /mcp}. */
    String endpointPath();

    /** Returns the scopes that every request needs ({@code lmcp.scopes.required}). */
    List<String> requiredScopes();

    /** Returns the scopes worth advertising ({@code lmcp.scopes.supported}, or the required ones). */
    List<String> supportedScopes();

    /**
     * Tells that the other end of a transport has gone for good, as at the end of standard input: a program that serves
     * nothing else may end ({@link dev.lmcp.Lmcp#awaitEnd}).
     */
    default void transportEnded() {}

    /**
     * Returns a secret that was made for this run, if the program that starts the server has one to offer: for an auth
     * plugin that would otherwise know no credential. The plugin that asks for it is to accept it, since the program
     * then shows it to the operator ({@link dev.lmcp.LmcpBuilder#generatedSecret}).
     */
    default Optional<Secret> generatedSecret() {
        return Optional.empty();
    }

    /** Adds a line to the start report that the operator should read and may need to act upon. */
    void notice(String text);
}
