package dev.lmcp.server.methods;

import dev.lmcp.Completer;
import dev.lmcp.Prompt;
import dev.lmcp.PromptArgument;
import dev.lmcp.ResourceTemplate;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.auth.Target;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.CallSuspendedException;
import dev.lmcp.server.call.IncomingRequest;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.Operation;
import dev.lmcp.server.call.RunningCall;
import dev.lmcp.text.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code completion/complete}. */
final class CompletionMethod implements Method {

    /** MCP 2026-07-28 server/utilities/completion: at most 100 values. */
    private static final int MAX_VALUES = 100;

    private final Catalog catalog;

    CompletionMethod(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * A completion for an argument of one prompt or resource.
     *
     * @param targets the prompt or resource; a completion reveals data of it, so it needs the same scopes
     * @param completers returns the completer of an argument, if it has one; throws if the prompt or resource is
     *     unknown
     */
    private record Completion(List<Target> targets, Function<String, Optional<Completer>> completers)
            implements Operation {

        @Override
        public CallResult run(RunningCall call) throws Exception {
            ObjectNode argument = Json.object(call.params(), "argument")
                    .orElseThrow(() -> RpcException.invalidParams("'argument' must be an object"));
            String name = Json.text(argument, "name")
                    .orElseThrow(() -> RpcException.invalidParams("'argument.name' must be a string"));
            String prefix = Json.text(argument, "value")
                    .orElseThrow(() -> RpcException.invalidParams("'argument.value' must be a string"));
            Optional<Completer> completer = completers.apply(name);
            List<String> values = completer.isEmpty() ? List.of() : complete(completer.get(), prefix, call);
            return new CallResult.Completed(result(values));
        }
    }

    @Override
    public Operation resolve(IncomingRequest request) {
        JsonNode ref = request.message().params().path("ref");
        return switch (ref.path("type").stringValue("")) {
            case "ref/prompt" -> forPrompt(ref.path("name").stringValue(""));
            case "ref/resource" -> forResource(ref.path("uri").stringValue(""));
            default ->
                new Completion(List.of(), argument -> {
                    throw RpcException.invalidParams("'ref.type' must be 'ref/prompt' or 'ref/resource'");
                });
        };
    }

    private static List<String> complete(Completer completer, String prefix, RunningCall call) throws Exception {
        List<String> values;
        try {
            values = completer.complete(prefix, otherArguments(call.params()), call);
        } catch (CallSuspendedException e) {
            values = List.of();
        }
        // MCP 2026-07-28 basic/patterns/mrtr: only tools/call, prompts/get and resources/read can ask the client
        if (call.takeSuspension().isPresent()) {
            throw new IllegalStateException("a completer asked the client; expected a completer without questions");
        }
        return values;
    }

    private Completion forPrompt(String name) {
        Optional<Prompt> prompt = catalog.prompts().find(name);
        return new Completion(
                List.of(PromptMethods.target(name)),
                argument -> prompt.orElseThrow(() -> PromptMethods.unknown(name)).arguments().stream()
                        .filter(candidate -> candidate.name().equals(argument))
                        .findFirst()
                        .flatMap(PromptArgument::completer));
    }

    /** Returns a completion of the template with this text, or else of the first template that matches the URI. */
    private Completion forResource(String uri) {
        Optional<ResourceTemplate> exact = catalog.template(uri);
        boolean isResource = catalog.resource(uri).isPresent();
        Optional<ResourceTemplate> template = exact.isPresent() || isResource ? exact : matching(uri);
        return new Completion(List.of(ResourceMethods.target(uri)), argument -> {
            if (template.isEmpty() && !isResource) {
                throw RpcException.invalidParams("Unknown resource or template: " + SafeText.quoted(uri));
            }
            return template.flatMap(found -> found.completer(argument));
        });
    }

    private Optional<ResourceTemplate> matching(String uri) {
        return catalog.templates().all().stream()
                .filter(template -> template.match(uri).isPresent())
                .findFirst();
    }

    private static Map<String, String> otherArguments(ObjectNode params) {
        Map<String, String> others = new LinkedHashMap<>();
        params.path("context").path("arguments").forEachEntry((name, value) -> {
            if (value.isString()) {
                others.put(name, value.stringValue());
            }
        });
        return others;
    }

    private static ObjectNode result(List<String> values) {
        ObjectNode result = Json.object();
        ObjectNode completion = result.putObject("completion");
        ArrayNode sent = completion.putArray("values");
        values.stream().limit(MAX_VALUES).forEach(sent::add);
        completion.put("total", values.size()).put("hasMore", values.size() > MAX_VALUES);
        return result;
    }
}
