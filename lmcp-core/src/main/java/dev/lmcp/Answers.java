package dev.lmcp;

/**
 * The answers to several questions that were asked at once by {@link Call#askAll}.
 *
 * <p>Implemented by lmcp only; a method may be added in a minor version. For tests use lmcp-testkit. Immutable.
 */
public interface Answers {

    /**
     * Returns the answer to one of the questions.
     *
     * @param key the question's key
     * @param request the question itself, whose kind decides the answer's type
     * @throws IllegalArgumentException if no question was asked by this key
     */
    <A> A of(String key, InputRequest<A> request);
}
