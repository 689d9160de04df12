package dev.lmcp.verification.conformance;

import dev.lmcp.InputRequest;
import dev.lmcp.InputRequest.Elicited;
import dev.lmcp.Sampling;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The questions that several fixtures ask. */
final class Forms {

    private Forms() {}

    /** Asks for one line of text. */
    static InputRequest<Elicited> text(String message, String field) {
        return InputRequest.form(message, oneField(field, "string"));
    }

    /** Asks for a yes or a no. */
    static InputRequest<Elicited> confirmation(String message, String field) {
        return InputRequest.form(message, oneField(field, "boolean"));
    }

    /** Asks the model for one answer. */
    static InputRequest<InputRequest.Sampled> model(String prompt, int maxTokens) {
        return InputRequest.sample(Sampling.ofAtMost(maxTokens).user(prompt));
    }

    /** What was answered in a field of text, or what the person did instead of answering. */
    static String value(Elicited answer, String field) {
        return answer.accepted() ? answer.content().path(field).stringValue("") : action(answer);
    }

    /** The action as the protocol spells it. */
    static String action(Elicited answer) {
        return answer.action().name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode oneField(String name, String type) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties").putObject(name).put("type", type);
        schema.putArray("required").add(name);
        return schema;
    }
}
