package dev.lmcp.server.methods;

import dev.lmcp.Prompt;
import dev.lmcp.PromptArgument;
import dev.lmcp.PromptMessage;
import dev.lmcp.PromptResult;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.auth.Target;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.Operation;
import dev.lmcp.server.call.RunningCall;
import dev.lmcp.text.SafeText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
        return pages.list(catalog.prompts(), "prompts", prompt -> target(prompt.name()), DefinitionJson::of);
    }

    /** {@code prompts/get}. */
    Method get() {
        return request -> {
            Optional<String> name = Json.text(request.message().params(), "name");
            Optional<Prompt> prompt = name.flatMap(catalog.prompts()::find);
            return Operation.on(name.stream().map(PromptMethods::target).toList(), call -> get(name, prompt, call));
        };
    }

    private static CallResult get(Optional<String> name, Optional<Prompt> prompt, RunningCall call) throws Exception {
        String requestedName =
                name.orElseThrow(() -> RpcException.invalidParams("'name' must be a string: the prompt to get"));
        Prompt found = prompt.orElseThrow(() -> unknown(requestedName));
        return completed(found, found.get(arguments(found, call.params()), call));
    }

    static RpcException unknown(String name) {
        return RpcException.invalidParams("Unknown prompt: " + SafeText.quoted(name));
    }

    static Target target(String name) {
        return new Target(Target.Kind.PROMPT, name, Set.of());
    }

    private static Map<String, String> arguments(Prompt prompt, ObjectNode params) {
        JsonNode argumentsNode = params.path("arguments");
        if (!argumentsNode.isMissingNode() && !argumentsNode.isObject()) {
            throw RpcException.invalidParams("'arguments' must be an object");
        }
        Map<String, String> values = new LinkedHashMap<>();
        argumentsNode.forEachEntry((name, value) -> {
            if (value.isNull()) {
                return;
            }
            if (!value.isString()) {
                throw RpcException.invalidParams("argument " + SafeText.quoted(name) + " must be a string");
            }
            values.put(name, value.stringValue());
        });
        for (PromptArgument argument : prompt.arguments()) {
            if (argument.isRequired() && !values.containsKey(argument.name())) {
                throw RpcException.invalidParams(
                        "argument " + SafeText.quoted(argument.name()) + " is required, but was absent");
            }
        }
        return values;
    }

    private static CallResult completed(Prompt prompt, PromptResult promptResult) {
        ObjectNode result = Json.object();
        Json.putIfPresent(result, "description", promptResult.description().or(() -> prompt.description()));
        ArrayNode messages = result.putArray("messages");
        for (PromptMessage message : promptResult.messages()) {
            messages.addObject()
                    .put("role", message.role().wireName())
                    .set("content", ContentJson.of(message.content()));
        }
        return new CallResult.Completed(result);
    }
}
