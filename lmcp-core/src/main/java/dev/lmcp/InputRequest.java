package dev.lmcp;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A question to the client.
 *
 * @param <A> the type of its answer
 */
public sealed interface InputRequest<A> {

    /**
     * A form for the person to fill in. Never ask for secrets this way.
     *
     * @param message what is asked, for the person to read
     * @param schema a flat JSON Schema: an object of text, number, boolean and choice properties
     */
    record Form(String message, ObjectNode schema) implements InputRequest<Elicited> {}

    /**
     * A page for the person to visit, for what must not pass through the client.
     *
     * @param message why, for the person to read
     * @param url the page
     */
    record Visit(String message, URI url) implements InputRequest<Elicited> {}

    /**
     * A question to the client's language model.
     *
     * @param params the {@code params} of {@code sampling/createMessage}; build them with {@link Sampling}
     */
    record Sample(ObjectNode params) implements InputRequest<Sampled> {}

    /** The question which directories or URIs the client has opened to the server. */
    record Roots() implements InputRequest<List<Root>> {}

    /** Asks the person to fill in a form. */
    static InputRequest<Elicited> form(String message, ObjectNode schema) {
        return new Form(message, schema);
    }

    /** Asks the person to visit a page. */
    static InputRequest<Elicited> visit(String message, URI url) {
        return new Visit(message, url);
    }

    /** Asks the client's model. */
    static InputRequest<Sampled> sample(Sampling sampling) {
        return new Sample(sampling.params());
    }

    /** Asks for the client's roots. */
    static InputRequest<List<Root>> roots() {
        return new Roots();
    }

    /**
     * What a person answered.
     *
     * @param action whether they accepted, declined, or turned away
     * @param content the form's values where they accepted, otherwise an empty object
     */
    record Elicited(Action action, ObjectNode content) {

        /** What a person did with a question. */
        public enum Action {
            /** They answered. */
            ACCEPT,
            /** They said no. */
            DECLINE,
            /** They closed it without a choice. */
            CANCEL
        }

        /** Returns whether the person answered. */
        public boolean accepted() {
            return action == Action.ACCEPT;
        }
    }

    /**
     * What a model answered.
     *
     * @param role whose turn it is, usually the assistant's
     * @param model which model it was
     * @param stopReason why it ended
     * @param content its content block, or an array of them
     */
    record Sampled(Role role, String model, Optional<String> stopReason, JsonNode content) {

        /** Returns the text of the answer, its text blocks joined by line ends. */
        public String text() {
            List<String> texts = new ArrayList<>();
            Iterable<JsonNode> blocks = content.isArray() ? content : List.of(content);
            for (JsonNode block : blocks) {
                if (block.path("type").stringValue("").equals("text")) {
                    texts.add(block.path("text").stringValue(""));
                }
            }
            return String.join("\n", texts);
        }
    }

    /**
     * A place that the client has opened.
     *
     * @param uri a {@code file:} URI
     * @param name its name for people
     */
    record Root(String uri, Optional<String> name) {}
}
