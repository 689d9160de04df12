package dev.lmcp.server;

import dev.lmcp.InputRequest;
import dev.lmcp.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Questions to the client as protocol objects, and its answers back; the same in both eras but for small things. */
final class Questions {

    private Questions() {}

    /** The method that asks. */
    static String method(InputRequest<?> request) {
        if (request instanceof InputRequest.Form || request instanceof InputRequest.Visit) {
            return "elicitation/create";
        }
        return request instanceof InputRequest.Sample ? "sampling/createMessage" : "roots/list";
    }

    /** The parameters it is asked with. */
    static ObjectNode params(InputRequest<?> request) {
        if (request instanceof InputRequest.Form form) {
            ObjectNode params = Json.object().put("mode", "form").put("message", form.message());
            params.set("requestedSchema", form.schema().deepCopy());
            return params;
        } else if (request instanceof InputRequest.Visit visit) {
            return Json.object()
                    .put("mode", "url")
                    .put("message", visit.message())
                    .put("url", visit.url().toString());
        }
        return request instanceof InputRequest.Sample sample ? sample.params().deepCopy() : Json.object();
    }

    /** The answer in Java; empty where the client sent something else than an answer to this question. */
    @SuppressWarnings("unchecked")
    static <A> Optional<A> answer(InputRequest<A> request, JsonNode answer) {
        if (!(answer instanceof ObjectNode object)) {
            return Optional.empty();
        }
        if (request instanceof InputRequest.Form form) {
            return (Optional<A>) elicited(object).filter(found -> !found.accepted() || fits(form, found.content()));
        } else if (request instanceof InputRequest.Visit) {
            return (Optional<A>) elicited(object);
        }
        return (Optional<A>) (request instanceof InputRequest.Sample ? sampled(object) : roots(object));
    }

    private static Optional<InputRequest.Elicited> elicited(ObjectNode answer) {
        for (InputRequest.Elicited.Action action : InputRequest.Elicited.Action.values()) {
            if (action.name()
                    .toLowerCase(Locale.ROOT)
                    .equals(answer.path("action").stringValue(""))) {
                return Optional.of(new InputRequest.Elicited(
                        action,
                        Json.object(answer, "content").map(ObjectNode::deepCopy).orElseGet(Json::object)));
            }
        }
        return Optional.empty();
    }

    /** Whether the values are of the types that the form asked for; a client is not to be trusted with that. */
    private static boolean fits(InputRequest.Form form, ObjectNode content) {
        JsonNode properties = form.schema().path("properties");
        for (JsonNode required : form.schema().path("required")) {
            if (!content.has(required.stringValue(""))) {
                return false;
            }
        }
        for (String name : content.propertyNames()) {
            if (!isOfType(content.get(name), properties.path(name).path("type").stringValue(""))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfType(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isString();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber() || isWhole(value);
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            default -> true;
        };
    }

    /** JSON Schema calls 5.0 an integer. */
    private static boolean isWhole(JsonNode value) {
        return value.isBigDecimal()
                && Math.abs((long) value.decimalValue().scale()) < 100
                && value.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    private static Optional<InputRequest.Sampled> sampled(ObjectNode answer) {
        Optional<String> model = Json.text(answer, "model");
        JsonNode content = answer.get("content");
        if (model.isEmpty() || content == null || !(content.isObject() || content.isArray())) {
            return Optional.empty();
        }
        Role role = answer.path("role").stringValue("").equals("user") ? Role.USER : Role.ASSISTANT;
        return Optional.of(
                new InputRequest.Sampled(role, model.get(), Json.text(answer, "stopReason"), content.deepCopy()));
    }

    private static Optional<List<InputRequest.Root>> roots(ObjectNode answer) {
        if (!answer.path("roots").isArray()) {
            return Optional.empty();
        }
        List<InputRequest.Root> roots = new ArrayList<>();
        for (JsonNode root : answer.path("roots")) {
            Json.text(root, "uri").ifPresent(uri -> roots.add(new InputRequest.Root(uri, Json.text(root, "name"))));
        }
        return Optional.of(List.copyOf(roots));
    }
}
