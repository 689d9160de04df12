package dev.lmcp.server.call;

import dev.lmcp.ElicitResult;
import dev.lmcp.FormElicitation;
import dev.lmcp.InputRequest;
import dev.lmcp.Role;
import dev.lmcp.Root;
import dev.lmcp.Sampling;
import dev.lmcp.SamplingResult;
import dev.lmcp.Shape;
import dev.lmcp.UrlElicitation;
import dev.lmcp.server.base.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Converts questions to the client into JSON, and answers from JSON. The eras differ only in details. */
public final class Questions {

    private Questions() {}

    /** Returns the JSON-RPC method of a question. */
    public static String method(InputRequest<?> request) {
        if (request instanceof FormElicitation || request instanceof UrlElicitation) {
            return "elicitation/create";
        }
        return request instanceof Sampling ? "sampling/createMessage" : "roots/list";
    }

    /** Returns the parameters of a question. */
    public static ObjectNode params(InputRequest<?> request) {
        if (request instanceof FormElicitation<?> form) {
            ObjectNode params = Json.object().put("mode", "form").put("message", form.message());
            params.set("requestedSchema", form.schema());
            return params;
        } else if (request instanceof UrlElicitation page) {
            return Json.object()
                    .put("mode", "url")
                    .put("message", page.message())
                    .put("url", page.url().toString());
        }
        return request instanceof Sampling sampling ? sampling.params() : Json.object();
    }

    /**
     * Returns the question with this method and these parameters. Its answers have the type of JSON, so that it can check an
     * answer; the handler that asks again reads the answer.
     */
    public static InputRequest<?> read(String method, ObjectNode params) {
        String message = params.path("message").stringValue("");
        if (method.equals("elicitation/create")) {
            return params.has("url")
                    ? InputRequest.url(message, URI.create(params.path("url").stringValue()))
                    : InputRequest.form(message, Shape.raw((ObjectNode) params.path("requestedSchema")));
        }
        if (method.equals("roots/list")) {
            return InputRequest.roots();
        }
        Sampling question = InputRequest.sampling(params.path("maxTokens").intValue(1));
        for (Map.Entry<String, JsonNode> member : params.properties()) {
            question = question.with(member.getKey(), member.getValue());
        }
        return question;
    }

    /** Returns the answer. Returns empty if the client's JSON is not an answer to this question. */
    @SuppressWarnings("unchecked")
    public static <A> Optional<A> answer(InputRequest<A> request, JsonNode answer) {
        if (!(answer instanceof ObjectNode object)) {
            return Optional.empty();
        }
        if (request instanceof FormElicitation<?> form) {
            return (Optional<A>) form(form, object);
        } else if (request instanceof UrlElicitation) {
            return (Optional<A>) page(object);
        }
        return (Optional<A>) (request instanceof Sampling ? sampling(object) : roots(object));
    }

    /** Reads the answer to a form. The values are validated, as clients may not validate them. */
    private static <T> Optional<ElicitResult<T>> form(FormElicitation<T> form, ObjectNode answer) {
        return action(answer).flatMap(action -> switch (action) {
            case ACCEPT ->
                form.read(Json.object(answer, "content").orElseGet(Json::object))
                        .map(ElicitResult::accepted);
            case DECLINE -> Optional.of(ElicitResult.declined());
            case CANCEL -> Optional.of(ElicitResult.cancelled());
        });
    }

    private static Optional<ElicitResult<Void>> page(ObjectNode answer) {
        return action(answer).map(action -> switch (action) {
            case ACCEPT -> ElicitResult.accepted();
            case DECLINE -> ElicitResult.declined();
            case CANCEL -> ElicitResult.cancelled();
        });
    }

    private static Optional<ElicitResult.Action> action(ObjectNode answer) {
        return Json.text(answer, "action").flatMap(ElicitResult.Action::named);
    }

    private static Optional<SamplingResult> sampling(ObjectNode answer) {
        Optional<String> model = Json.text(answer, "model");
        JsonNode content = answer.get("content");
        if (model.isEmpty() || content == null || !(content.isObject() || content.isArray())) {
            return Optional.empty();
        }
        Role role = answer.path("role").stringValue("").equals("user") ? Role.USER : Role.ASSISTANT;
        SamplingResult result = SamplingResult.of(role, model.get(), content.deepCopy());
        return Optional.of(
                Json.text(answer, "stopReason").map(result::withStopReason).orElse(result));
    }

    private static Optional<List<Root>> roots(ObjectNode answer) {
        if (!answer.path("roots").isArray()) {
            return Optional.empty();
        }
        List<Root> roots = new ArrayList<>();
        for (JsonNode sent : answer.path("roots")) {
            Json.text(sent, "uri")
                    .map(Root::at)
                    .ifPresent(root -> roots.add(
                            Json.text(sent, "name").map(root::withName).orElse(root)));
        }
        return Optional.of(List.copyOf(roots));
    }
}
