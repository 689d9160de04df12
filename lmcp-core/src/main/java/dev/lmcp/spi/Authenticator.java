package dev.lmcp.spi;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides who sent a request: for every HTTP request, before its body is read.
 *
 * <p>Implemented by plugins. Called by many threads at once. If it returns null or throws, the answer is 500, and nobody
 * is let in.
 */
@FunctionalInterface
public interface Authenticator extends AutoCloseable {

    /** Decides about one request. It may block for as long as a caller can be expected to wait. */
    AuthDecision authenticate(Credentials request);

    /**
     * Accepts a request without waiting for anything, if that is possible: by what is in memory. Called before
     * {@link #authenticate}, by a thread that must not block.
     *
     * <p>Everything but an acceptance is ignored, and {@link #authenticate} decides. By default nothing is accepted here.
     */
    default Optional<AuthDecision> acceptAtOnce(Credentials request) {
        return Optional.empty();
    }

    /**
     * Returns an authenticator that decides by a function.
     *
     * @param challenge the challenge for every refusal that has none of its own
     * @param decide decides about one request, as {@link #authenticate} does
     */
    static Authenticator of(Challenge challenge, Function<? super Credentials, ? extends AuthDecision> decide) {
        Objects.requireNonNull(challenge, "challenge");
        Objects.requireNonNull(decide, "decide");
        return new Authenticator() {
            @Override
            public AuthDecision authenticate(Credentials request) {
                return decide.apply(request);
            }

            @Override
            public Optional<Challenge> challenge() {
                return Optional.of(challenge);
            }
        };
    }

    /**
     * Returns the challenge (RFC 9110 §11.6.1) for refusals that have none of their own: decisions without a challenge, and
     * refusals by the server itself, to which it adds {@code error} and, if scopes are missing, {@code scope}.
     *
     * <p>An authenticator without a challenge must put one into each rejection and abstention: a 401 without a challenge
     * is not HTTP, so the server answers 500 instead.
     */
    default Optional<Challenge> challenge() {
        return Optional.empty();
    }

    /**
     * Returns whether requests can be judged now. It must not block. The server is ready if at least one of its
     * authenticators is.
     */
    default boolean isReady() {
        return true;
    }

    /**
     * Returns whether this authenticator accepts or rejects each bearer token, and abstains from none. The start report
     * then warns of later authenticators for bearer tokens, because they are never asked.
     */
    default boolean decidesOnEveryToken() {
        return false;
    }

    /**
     * Returns figures that operators want to see, by name, as they are now; for example the age of keys in seconds.
     *
     * <p>Names are few, constant, and state a unit if there is one. Called for JMX and {@link dev.lmcp.embed.Lmcp#statistics}, by
     * any thread. Must return at once. At most 200 figures are shown.
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
     * @param isGood whether the step went well
     * @param text one line: what was tried, what was found and, if it is not good, what to do
     */
    record Finding(boolean isGood, String text) {

        /** Checks that nothing is null. */
        public Finding {
            Objects.requireNonNull(text, "text");
        }
    }
}
