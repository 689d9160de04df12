package dev.lmcp.server.tasks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lmcp.InputRequest;
import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.Questions;
import dev.lmcp.server.call.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the records of tasks as JSON, and reads them. JSON of clients and tools is text in it, as it may be deep. */
final class TaskRecordJson {

    /** The maximum depth of the JSON of clients and tools. */
    private static final int MAX_DEPTH = 1000;

    private final MessageCodec codec = new MessageCodec(MAX_DEPTH);
    private final StoredRequestJson requests;

    TaskRecordJson(StoredRequestJson.Methods methods) {
        this.requests = new StoredRequestJson(codec, methods);
    }

    /** Returns whether a value can be read again after it was written: it is not too deep. */
    boolean isReadable(ObjectNode value) {
        try {
            codec.readTree(codec.writeExactly(value));
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    ObjectNode write(TaskRecord record) {
        ObjectNode json = summary(record).put("writer", record.writer()).put("takeovers", record.takeovers());
        Json.putIfPresent(json, "node", record.node());
        Task.State state = record.state();
        if (!state.questions().isEmpty()) {
            ObjectNode questions = Json.object();
            state.questions()
                    .forEach((key, question) -> questions
                            .putObject(key)
                            .put("method", Questions.method(question))
                            .set("params", Questions.params(question)));
            json.put("questions", text(questions));
        }
        if (!record.answers().isEmpty()) {
            ObjectNode answers = Json.object();
            record.answers().forEach(answers::set);
            json.put("answers", text(answers));
        }
        state.result().ifPresent(result -> json.put("result", text(result)));
        state.error().ifPresent(error -> json.put("error", text(write(error))));
        record.request().ifPresent(request -> json.set("request", requests.write(request)));
        return json;
    }

    /** Writes what other nodes tell their legacy clients of a change. */
    ObjectNode summary(TaskRecord record) {
        ObjectNode json = Json.object()
                .put("id", record.id())
                .put("created", record.created().toString())
                .put("ttl", record.ttl().toMillis())
                .put("number", record.number())
                .put("status", record.state().status().name())
                .put("updated", record.state().updated().toString())
                .put(
                        "isToolError",
                        record.state()
                                .result()
                                .map(result -> result.path("isError").booleanValue(false))
                                .orElse(false));
        json.set("owner", requests.identity(record.owner()));
        return json;
    }

    /**
     * Reads a record or its summary.
     *
     * @throws RuntimeException if another version of lmcp wrote it in a way that this one does not know
     */
    TaskRecord read(ObjectNode json) {
        Principal owner = requests.principal(json.path("owner"));
        Optional<ObjectNode> result = Json.text(json, "result").map(this::object);
        Optional<ObjectNode> toolError = json.path("isToolError").booleanValue(false)
                ? Optional.of(Json.object().put("isError", true))
                : Optional.empty();
        Task.State state = new Task.State(
                Task.Status.valueOf(json.path("status").stringValue()),
                Instant.parse(json.path("updated").stringValue()),
                Json.text(json, "questions")
                        .map(this::object)
                        .map(this::questions)
                        .orElse(Map.of()),
                result.or(() -> toolError),
                Json.text(json, "error").map(this::object).map(TaskRecordJson::error));
        return new TaskRecord(
                json.path("id").stringValue(),
                owner,
                Instant.parse(json.path("created").stringValue()),
                Duration.ofMillis(json.path("ttl").longValue()),
                json.path("number").longValue(),
                json.path("writer").stringValue(""),
                Json.text(json, "node"),
                json.path("takeovers").intValue(0),
                state,
                Json.text(json, "answers")
                        .map(this::object)
                        .map(TaskRecordJson::answers)
                        .orElse(Map.of()),
                Json.object(json, "request").map(requests::read));
    }

    private String text(ObjectNode value) {
        return new String(codec.writeExactly(value), UTF_8);
    }

    private ObjectNode object(String text) {
        return (ObjectNode) codec.readTree(text.getBytes(UTF_8));
    }

    private Map<String, InputRequest<?>> questions(ObjectNode json) {
        Map<String, InputRequest<?>> questions = new LinkedHashMap<>();
        json.forEachEntry((key, question) -> questions.put(
                key, Questions.read(question.path("method").stringValue(), (ObjectNode) question.path("params"))));
        return questions;
    }

    private static Map<String, JsonNode> answers(ObjectNode json) {
        Map<String, JsonNode> answers = new HashMap<>();
        json.forEachEntry(answers::put);
        return answers;
    }

    private static ObjectNode write(RpcError error) {
        ObjectNode json = Json.object().put("code", error.code()).put("message", error.message());
        error.data().ifPresent(data -> json.set("data", data));
        return json;
    }

    private static RpcError error(ObjectNode json) {
        return new RpcError(
                json.path("code").intValue(),
                json.path("message").stringValue(""),
                Optional.ofNullable(json.get("data")));
    }
}
