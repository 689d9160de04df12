package dev.lmcp.server.modern;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.InvalidMessageException;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.KeyRing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seals the {@code requestState} (MCP 2026-07-28 basic/patterns/mrtr). The state holds the answers so far. It is bound to
 * the caller, the method and the parameters, and it expires.
 *
 * <p>Safe for concurrent use.
 */
public final class StateSeal {

    /** The version of the content. A node refuses a version that it does not know. */
    private static final int FORMAT = 1;

    private final MessageCodec codec;
    private final KeyRing keys;
    private final InstantSource clock;
    private final Duration lifetime;

    /** Creates a seal. Nodes with the same keys accept the states of one another. */
    StateSeal(MessageCodec codec, KeyRing keys, InstantSource clock, Duration lifetime) {
        this.codec = codec;
        this.keys = keys;
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** Seals the answers to this request so far. */
    String seal(Message.Request request, Principal caller, Map<String, JsonNode> answers) {
        ObjectNode content = Json.object()
                .put("format", FORMAT)
                .put("until", clock.instant().plus(lifetime).toEpochMilli());
        ObjectNode answersNode = content.putObject("answers");
        answers.forEach(answersNode::set);
        return keys.seal(binding(request, caller), codec.writeExactly(content));
    }

    /**
     * Returns the answers in a request: those in its state and those in its {@code inputResponses}.
     *
     * @throws RpcException if the state was not sealed for this request and caller, or if it has expired
     */
    Map<String, JsonNode> answers(Message.Request request, Principal caller) {
        JsonNode state = request.params().path("requestState");
        JsonNode responses = request.params().path("inputResponses");
        if (state.isMissingNode() && responses.isMissingNode()) {
            return Map.of();
        }
        Map<String, JsonNode> answers = new HashMap<>();
        if (!state.isMissingNode()) {
            open(state.stringValue(""), request, caller).forEachEntry(answers::put);
        }
        if (!responses.isMissingNode()) {
            if (!responses.isObject()) {
                throw RpcException.invalidParams("'inputResponses' must be an object");
            }
            responses.forEachEntry(answers::put);
        }
        return answers;
    }

    private ObjectNode open(String state, Message.Request request, Principal caller) {
        Optional<byte[]> content = keys.open(binding(request, caller), state);
        if (content.isPresent()) {
            try {
                JsonNode tree = codec.readTree(content.get());
                if (tree.path("format").intValue(0) == FORMAT
                        && tree.path("until").longValue(0) >= clock.millis()) {
                    return Json.object(tree, "answers").orElseGet(Json::object);
                }
            } catch (InvalidMessageException e) {
                // the exception below reports the invalid state
            }
        }
        throw RpcException.invalidParams(
                "'requestState' is not a state of this server for this request, or has expired");
    }

    /** Returns bytes that differ for any two callers and requests. */
    byte[] binding(Message.Request request, Principal caller) {
        ObjectNode params = request.params().deepCopy();
        // these members may differ between rounds; all others must be the same
        params.remove("_meta");
        params.remove("requestState");
        params.remove("inputResponses");
        ObjectNode bound = Json.object()
                .put("sealed", "requestState")
                .put("issuer", caller.issuer())
                .put("subject", caller.subject())
                .put("client", caller.client().orElse(""))
                .put("method", request.method());
        bound.set("params", sorted(params));
        return codec.writeExactly(bound);
    }

    /** Sorts the members by name, as clients may change their order. */
    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> members = new TreeMap<>();
            node.forEachEntry((name, value) -> members.put(name, sorted(value)));
            ObjectNode object = Json.object();
            members.forEach(object::set);
            return object;
        }
        if (node.isArray()) {
            var array = Json.array();
            node.forEach(item -> array.add(sorted(item)));
            return array;
        }
        return node;
    }
}
