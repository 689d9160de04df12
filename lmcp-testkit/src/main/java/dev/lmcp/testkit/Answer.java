package dev.lmcp.testkit;

import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The answer to a question of a tool, made by the question itself. Immutable. */
public final class Answer {

    private final ObjectNode json;

    Answer(ObjectNode json) {
        this.json = json;
    }

    /**
     * Returns any answer, also one that no well-behaved client would give.
     *
     * @param json the result of the question's method, as in {@code {"action": "accept", "content": {…}}}
     */
    public static Answer of(ObjectNode json) {
        return new Answer(Objects.requireNonNull(json, "json").deepCopy());
    }

    static Answer action(String action) {
        return new Answer(object().put("action", action));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    ObjectNode json() {
        return json.deepCopy();
    }
}
