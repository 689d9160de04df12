package dev.lmcp.server;

import dev.lmcp.Prompt;
import dev.lmcp.PromptArgument;
import dev.lmcp.PromptMessage;
import dev.lmcp.PromptResult;
import dev.lmcp.jsonrpc.RpcException;
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
                        .orElseThrow(() -> RpcException.invalidParams("Unknown prompt: " + Shown.of(name)));
                return completed(prompt, prompt.get(arguments(prompt, call.params()), call));
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
                throw RpcException.invalidParams("argument " + Shown.of(name) + " must be a string");
            }
            values.put(name, value.stringValue());
        });
        for (PromptArgument argument : prompt.arguments()) {
            if (argument.isRequired() && !values.containsKey(argument.name())) {
                throw RpcException.invalidParams(
                        "argument " + Shown.of(argument.name()) + " is required, but was absent");
            }
        }
        return values;
    }

    private static CallResult completed(Prompt prompt, PromptResult written) {
        ObjectNode result = Json.object();
        Json.putIf(result, "description", written.description().or(() -> prompt.description()));
        ArrayNode messages = result.putArray("messages");
        for (PromptMessage message : written.messages()) {
            messages.addObject()
                    .put("role", message.role().wireName())
                    .set("content", ContentJson.of(message.content()));
        }
        return new CallResult.Completed(result);
    }
}
