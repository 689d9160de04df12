package dev.lmcp;

import java.net.URI;
import java.util.List;

/**
 * A question to the client, asked by {@link Call#ask} (MCP 2026-07-28, basic/patterns/mrtr).
 *
 * <p>Questions are immutable; one may be asked again and again. A minor version may add kinds of questions.
 *
 * @param <A> the type of the answer
 */
public sealed interface InputRequest<A> permits FormElicitation, ListRoots, Sampling, UrlElicitation {

    /**
     * Asks the person to fill in a form.
     *
     * <p>The answer fits the shape: one that does not is treated as if it had not been given. Never ask for secrets in
     * a form; {@link #url} is for these.
     *
     * @param message what is asked and why, for the person
     * @param shape the form: text, numbers, booleans, and choices, without objects inside. {@link Shape#raw} takes any
     *     form that MCP allows, as with titles for the choices; keep such a shape, as it takes time to make
     * @throws IllegalArgumentException if the shape has a field that MCP does not allow in a form; the message names it
     */
    static <T> FormElicitation<T> form(String message, Shape<T> shape) {
        return new FormElicitation<>(message, shape);
    }

    /**
     * Asks the person to fill in a form that is a record: text, numbers, booleans, enums and lists of enums, without
     * records inside. {@link Shape#of(Class)} reads the record; keep its shape and use {@link #form(String, Shape)} if a
     * tool asks many times in a second.
     *
     * @param message what is asked and why, for the person
     * @param type the record, in which a component that may be left out is an {@link java.util.Optional}
     * @throws IllegalArgumentException if the class cannot be a shape, or has a component that MCP does not allow in a form;
     *     the message names it
     */
    static <T> FormElicitation<T> form(String message, Class<T> type) {
        return form(message, Shape.of(type));
    }

    /**
     * Asks the person to visit a page, for what must not pass through the client. The answer says whether they agreed
     * to visit it, and not what they did there.
     *
     * @param message what the page is for, for the person
     * @param url the page
     */
    static UrlElicitation url(String message, URI url) {
        return new UrlElicitation(message, url);
    }

    /**
     * Asks the client's language model; the conversation is added with the steps of {@link Sampling}.
     *
     * @param maxTokens how long the answer may be, 1 or more
     */
    static Sampling sampling(int maxTokens) {
        return Sampling.of(maxTokens);
    }

    /** Asks for the directories and URIs that the client has opened to the server. */
    static InputRequest<List<Root>> roots() {
        return new ListRoots();
    }
}
