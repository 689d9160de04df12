package dev.lmcp.verification.conformance;

import dev.lmcp.ElicitResult;
import dev.lmcp.InputRequest;
import dev.lmcp.SamplingResult;
import dev.lmcp.Shape;

/** The questions that several fixtures ask. */
final class Forms {

    private Forms() {}

    /** Asks for one line of text. */
    static InputRequest<ElicitResult<String>> text(String message, String field) {
        return InputRequest.form(message, Shape.object(fields -> {
            var text = fields.string(field);
            return in -> in.get(text);
        }));
    }

    /** Asks for a yes or a no. */
    static InputRequest<ElicitResult<Boolean>> confirmation(String message, String field) {
        return InputRequest.form(message, Shape.object(fields -> {
            var confirmed = fields.bool(field);
            return in -> in.get(confirmed);
        }));
    }

    /** Asks the model for one answer. */
    static InputRequest<SamplingResult> model(String prompt, int maxTokens) {
        return InputRequest.sampling(maxTokens).user(prompt);
    }

    /** The text that was answered, or what the person did instead of answering. */
    static String value(ElicitResult<String> answer) {
        return answer.content().orElse(action(answer));
    }

    /** The action as the protocol spells it. */
    static String action(ElicitResult<?> answer) {
        return answer.action().wireName();
    }
}
