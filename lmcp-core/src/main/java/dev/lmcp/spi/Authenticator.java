package dev.lmcp.spi;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides who sent a request, for every HTTP request and before its body is read.
 *
 * <p>Called by many threads at once. A {@code null} or a throw is answered with 500 and never lets anybody in.
 */
@FunctionalInterface
public interface Authenticator extends AutoCloseable {

    /** Judges one request; may block for as long as its caller can be expected to wait. */
    AuthDecision authenticate(Credentials request);

    /**
     * Returns the challenge that the server completes where it refuses a request itself: with {@code error} and, where
     * scopes are missing, {@code scope}.
     */
    default Optional<Challenge> challenge() {
        return Optional.empty();
    }

    /** Returns whether requests can be judged now; part of the server's readiness. */
    default boolean isReady() {
        return true;
    }

    /**
     * Returns figures that operators want to see, by name, as they are now: the age of keys in seconds, say.
     *
     * <p>Names are few, constant, and state a unit where there is one. Asked by JMX and {@link dev.lmcp.Lmcp#statistics},
     * by any thread; must be quick.
     */
    default Map<String, Long> metrics() {
        return Map.of();
    }

    /**
     * Tries what this authenticator depends on, as {@code --check} does, and returns each step with its outcome.
     *
     * <p>May take some seconds.
     */
    default List<Finding> check() {
        return List.of();
    }

    /** Stops what this authenticator started. Does nothing the second time. */
    @Override
    default void close() {}

    /**
     * One step of a check.
     *
     * @param good whether it went well
     * @param text one line: what was tried, what was found and, where it is not good, what to do
     */
    record Finding(boolean good, String text) {}
}
