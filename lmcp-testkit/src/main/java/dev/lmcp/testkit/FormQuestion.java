package dev.lmcp.testkit;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A form that a tool asks the person to fill in. Answer with one of its methods. Immutable. */
public final class FormQuestion {

    private final ObjectNode params;

    FormQuestion(ObjectNode params) {
        this.params = params;
    }

    /** Returns what is asked, in the words for the person. */
    public String message() {
        return params.path("message").stringValue("");
    }

    /** Returns the JSON Schema of the form, a copy. */
    public ObjectNode schema() {
        return params.path("requestedSchema") instanceof ObjectNode schema ? schema.deepCopy() : Answer.object();
    }

    /**
     * Returns the answer of a person who submits the form.
     *
     * @param values the values by field: text, numbers, booleans or lists; or a record that has them
     */
    public Answer submit(Object values) {
        ObjectNode answer = Answer.object().put("action", "accept");
        return new Answer(answer.set("content", Arguments.of(values)));
    }

    /** Returns the answer of a person who submits a form of one field. */
    public Answer submit(String field, Object value) {
        return submit(Map.of(field, value));
    }

    /** Returns the answer of a person who says no. */
    public Answer decline() {
        return Answer.action("decline");
    }

    /** Returns the answer of a person who closes the form. */
    public Answer cancel() {
        return Answer.action("cancel");
    }
}
