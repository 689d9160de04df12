package dev.lmcp.server.call;

import dev.lmcp.InputRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The answers that a task accepted.
 *
 * @param answers the answers to its open questions
 * @param state the state after them
 */
public record AcceptedAnswers(Map<String, JsonNode> answers, Task.State state) {

    /** Accepts the answers that fit the open questions of a state. Ignores all other answers. */
    public static AcceptedAnswers of(Task.State state, Map<String, JsonNode> offered, Instant now) {
        if (state.status() != Task.Status.INPUT_REQUIRED) {
            return new AcceptedAnswers(Map.of(), state);
        }
        Map<String, InputRequest<?>> open = new LinkedHashMap<>(state.questions());
        Map<String, JsonNode> accepted = new HashMap<>();
        offered.forEach((key, answer) -> {
            InputRequest<?> question = open.get(key);
            if (question != null && Questions.answer(question, answer).isPresent()) {
                open.remove(key);
                accepted.put(key, answer.deepCopy());
            }
        });
        Task.Status next = open.isEmpty() ? Task.Status.WORKING : Task.Status.INPUT_REQUIRED;
        return new AcceptedAnswers(accepted, new Task.State(next, now, open, Optional.empty(), Optional.empty()));
    }

    /** Returns whether all questions are answered now, so that the task can run again. */
    public boolean isComplete() {
        return !answers.isEmpty() && state.questions().isEmpty();
    }
}
