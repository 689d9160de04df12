package dev.lmcp.server;

import dev.lmcp.Prompt;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.text.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code prompts/list} and {@code prompts/get}. */
final class PromptMethods {

    private final Catalog catalog;
    private final Paginator pages;

    PromptMethods(Catalog catalog, Paginator pages) {
        this.catalog = catalog;
        this.pages = pages;
    }

    /** {@code prompts/list}. */
    Method list() {
        return call ->
                pages.of(call, catalog.prompts(), "prompts", prompt -> target(prompt.name()), DefinitionJson::of);
    }

    /** {@code prompts/get}. */
    Method get() {
        return new Method() {
            @Override
            public List<Target> admit(IncomingRequest incoming) {
                return Json.text(incoming.request().params(), "name").stream()
                        .map(PromptMethods::target)
                        .toList();
            }

            @Override
            public CallResult run(RunningCall call) throws Exception {
                String name = Json.text(call.params(), "name")
                        .orElseThrow(() -> RpcException.invalidParams("'name' must be a string: the prompt to get"));
                Prompt prompt = catalog.prompts()
                        .find(name)
                        .orElseThrow(() -> RpcException.invalidParams("Unknown prompt: " + SafeText.quoted(name)));
                return completed(prompt, prompt.write(arguments(prompt, call.params()), call));
            }
        };
    }

    static Target target(String name) {
        return new Target(Target.Kind.PROMPT, name, Set.of());
    }

    private static Map<String, String> arguments(Prompt prompt, ObjectNode params) {
        JsonNode given = params.path("arguments");
        if (!given.isMissingNode() && !given.isObject()) {
            throw RpcException.invalidParams("'arguments' must be an object");
        }
        Map<String, String> values = new LinkedHashMap<>();
        given.forEachEntry((name, value) -> {
            if (!value.isString()) {
                throw RpcException.invalidParams("argument " + SafeText.quoted(name) + " must be a string");
            }
            values.put(name, value.stringValue());
        });
        for (Prompt.Argument argument : prompt.arguments()) {
            if (argument.required() && !values.containsKey(argument.name())) {
                throw RpcException.invalidParams(
                        "argument " + SafeText.quoted(argument.name()) + " is required, but was absent");
            }
        }
        return values;
    }

    private static CallResult completed(Prompt prompt, Prompt.Result written) {
        ObjectNode result = Json.object();
        Json.putIf(
                result,
                "description",
                written.description().or(() -> prompt.about().description()));
        ArrayNode messages = result.putArray("messages");
        for (Prompt.Turn turn : written.messages()) {
            messages.addObject().put("role", turn.role().wireName()).set("content", ContentJson.of(turn.content()));
        }
        return new CallResult.Completed(result);
    }
}
