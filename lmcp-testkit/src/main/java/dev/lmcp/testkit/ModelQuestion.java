package dev.lmcp.testkit;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A question that a tool asks the client's language model. Immutable. */
public final class ModelQuestion {

    private final ObjectNode params;

    ModelQuestion(ObjectNode params) {
        this.params = params;
    }

    /** Returns the parameters of {@code sampling/createMessage}, a copy. */
    public ObjectNode params() {
        return params.deepCopy();
    }

    /** Returns the text of the messages, joined by line feeds. */
    public String text() {
        List<String> texts = new ArrayList<>();
        for (JsonNode message : params.path("messages")) {
            texts.add(message.path("content").path("text").stringValue(""));
        }
        return String.join("\n", texts);
    }

    /** Returns an answer of the model in plain text; its name is {@code test-model}. */
    public Answer reply(String text) {
        ObjectNode answer = Answer.object()
                .put("role", "assistant")
                .put("model", "test-model")
                .put("stopReason", "endTurn");
        answer.putObject("content").put("type", "text").put("text", text);
        return new Answer(answer);
    }
}
