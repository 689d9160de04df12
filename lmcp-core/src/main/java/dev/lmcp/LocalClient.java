package dev.lmcp;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.InProcessEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client in the server's own process, without a socket and without authentication: for tests of tools, and for
 * programs that embed a server.
 *
 * <p>Calls go through the whole server, as the principal that the client stands for, by the newest revision of the
 * protocol. Immutable but for what it has heard; safe for concurrent use.
 */
public final class LocalClient {

    /** A tool that never stops asking is at fault. */
    private static final int MAX_ROUNDS = 32;

    private final InProcessEndpoint door;
    private final Principal principal;
    private final Map<String, JsonNode> answers;
    private final List<Message.Notification> heard;

    LocalClient(InProcessEndpoint door) {
        this(door, Principal.anonymous(), Map.of(), new ArrayList<>());
    }

    private LocalClient(
            InProcessEndpoint door,
            Principal principal,
            Map<String, JsonNode> answers,
            List<Message.Notification> heard) {
        this.door = door;
        this.principal = principal;
        this.answers = Map.copyOf(answers);
        this.heard = heard;
    }

    /** Returns the same client for another caller; the first one is anonymous and may do everything. */
    public LocalClient as(Principal other) {
        return new LocalClient(door, other, answers, heard);
    }

    /**
     * Returns the same client with an answer to a question.
     *
     * @param key the question's key
     * @param answer what is sent, as in {@code {"action": "accept", "content": {…}}}
     */
    public LocalClient answering(String key, JsonNode answer) {
        Map<String, JsonNode> more = new LinkedHashMap<>(answers);
        more.put(key, answer);
        return new LocalClient(door, principal, more, heard);
    }

    /**
     * Calls a tool.
     *
     * @param arguments the arguments, of types that JSON has
     * @return the result: {@code content}, {@code structuredContent}, {@code isError}
     * @throws RpcException where the server answers with an error
     */
    public ObjectNode callTool(String name, Map<String, ?> arguments) {
        ObjectNode given = JsonNodeFactory.instance.objectNode();
        arguments.forEach((key, value) -> given.set(key, JsonEncoder.encode(value)));
        return request(
                "tools/call",
                JsonNodeFactory.instance.objectNode().put("name", name).set("arguments", given));
    }

    /**
     * Sends any request and returns its result, having answered its questions.
     *
     * @param params the parameters without {@code _meta}
     * @throws RpcException where the server answers with an error, or asks what this client has no answer to
     */
    public ObjectNode request(String method, ObjectNode params) {
        ObjectNode round = params.deepCopy();
        for (int i = 0; i < MAX_ROUNDS; i++) {
            ObjectNode result = once(method, round);
            if (!result.path("inputRequests").isObject()) {
                return result;
            }
            ObjectNode responses = round.putObject("inputResponses");
            for (String key : result.path("inputRequests").propertyNames()) {
                JsonNode answer = answers.get(key);
                if (answer == null) {
                    throw new RpcException(
                            RpcError.INVALID_PARAMS,
                            "the server asks '" + key + "'; expected an answer: add answering(…)");
                }
                responses.set(key, answer);
            }
            round.set("requestState", result.path("requestState"));
        }
        throw new RpcException(RpcError.INTERNAL_ERROR, "the server asked in more than " + MAX_ROUNDS + " rounds");
    }

    private ObjectNode once(String method, ObjectNode params) {
        List<Message> messages = door.send(method, params, everything(), principal);
        for (Message message : messages) {
            if (message instanceof Message.Notification notification) {
                synchronized (heard) {
                    heard.add(notification);
                }
            } else if (message instanceof Message.Failure failure) {
                throw new RpcException(failure.error());
            } else if (message instanceof Message.Result result && result.result() instanceof ObjectNode object) {
                return object;
            }
        }
        throw new IllegalStateException(
                "the server gave no response to '" + method + "'; expected one: is it stopping?");
    }

    private static ObjectNode everything() {
        ObjectNode capabilities = JsonNodeFactory.instance.objectNode();
        capabilities.putObject("elicitation").putObject("form");
        capabilities.withObject("/elicitation").putObject("url");
        capabilities.putObject("sampling").putObject("tools");
        capabilities.putObject("roots");
        return capabilities;
    }

    /** Returns the notifications that came with answers so far, oldest first. */
    public List<Message.Notification> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }
}
