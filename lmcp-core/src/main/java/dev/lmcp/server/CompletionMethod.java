package dev.lmcp.server;

import dev.lmcp.Completer;
import dev.lmcp.Prompt;
import dev.lmcp.PromptArgument;
import dev.lmcp.ResourceTemplate;
import dev.lmcp.jsonrpc.RpcException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** What may be completed for a prompt or resource tells of it, so it takes the same scopes. */
    @Override
    public List<Target> admit(IncomingRequest incoming) {
        JsonNode ref = incoming.request().params().path("ref");
        return switch (ref.path("type").stringValue("")) {
            case "ref/prompt" -> List.of(PromptMethods.target(ref.path("name").stringValue("")));
            case "ref/resource" ->
                List.of(ResourceMethods.target(ref.path("uri").stringValue("")));
            default -> List.of();
        };
    }

    @Override
    public CallResult run(RunningCall call) throws Exception {
        ObjectNode argument = Json.object(call.params(), "argument")
                .orElseThrow(() -> RpcException.invalidParams("'argument' must be an object"));
        String name = Json.text(argument, "name")
                .orElseThrow(() -> RpcException.invalidParams("'argument.name' must be a string"));
        String typed = Json.text(argument, "value")
                .orElseThrow(() -> RpcException.invalidParams("'argument.value' must be a string"));
        Optional<Completer> completer = completer(call.params().path("ref"), name);
        List<String> values = completer.isEmpty() ? List.of() : complete(completer.get(), typed, call);
        return new CallResult.Completed(result(values));
    }

    private static List<String> complete(Completer completer, String typed, RunningCall call) throws Exception {
        List<String> values;
        try {
            values = completer.complete(typed, others(call.params()), call);
        } catch (CallSuspendedException e) {
            values = List.of();
        }
        // MCP 2026-07-28 basic/patterns/mrtr: only tools/call, prompts/get and resources/read may ask
        if (call.takeSuspension().isPresent()) {
            throw new IllegalStateException(
                    "a completer asked the client; expected values, as a completion may not ask");
        }
        return values;
    }

    private Optional<Completer> completer(JsonNode ref, String argument) {
        String type = ref.path("type").stringValue("");
        if (type.equals("ref/prompt")) {
            String name = ref.path("name").stringValue("");
            Prompt prompt = catalog.prompts()
                    .find(name)
                    .orElseThrow(() -> RpcException.invalidParams("Unknown prompt: " + Shown.of(name)));
            return prompt.arguments().stream()
                    .filter(candidate -> candidate.name().equals(argument))
                    .findFirst()
                    .flatMap(PromptArgument::completer);
        }
        if (type.equals("ref/resource")) {
            return template(ref.path("uri").stringValue("")).flatMap(found -> found.completer(argument));
        }
        throw RpcException.invalidParams("'ref.type' must be 'ref/prompt' or 'ref/resource'");
    }

    private Optional<ResourceTemplate> template(String uri) {
        Optional<ResourceTemplate> exact = catalog.templates().find(uri);
        if (exact.isPresent() || catalog.resources().find(uri).isPresent()) {
            return exact;
        }
        for (ResourceTemplate template : catalog.templates().all()) {
            if (template.match(uri).isPresent()) {
                return Optional.of(template);
            }
        }
        throw RpcException.invalidParams("Unknown resource or template: " + Shown.of(uri));
    }

    private static Map<String, String> others(ObjectNode params) {
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
