package dev.lmcp;

/** The answers to several questions. */
public interface Answers {

    /**
     * Returns the answer to one of the questions.
     *
     * @param key the question's key
     * @param request the question itself, whose kind decides the answer's type
     * @throws IllegalArgumentException where no question of this key was asked
     */
    <A> A of(String key, InputRequest<A> request);
}
