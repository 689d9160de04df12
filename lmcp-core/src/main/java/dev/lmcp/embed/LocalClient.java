package dev.lmcp.embed;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.schema.JsonValues;
import dev.lmcp.server.InProcessEndpoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client in the server's own process, without a socket and without authentication: for tests of tools, and for
 * programs that embed a server.
 *
 * <p>Requests go through the whole server, for the principal that the client acts for, in the newest revision of the
 * protocol. The client says that it can answer every kind of question, and wants to know the progress. Immutable except
 * for the notifications that it keeps; safe for concurrent use.
 */
public final class LocalClient {

    /** A tool that never stops asking is at fault. */
    private static final int MAX_ROUNDS = 32;

    /** What a client keeps is bounded, as a program may use one for years. */
    private static final int MAX_NOTIFICATIONS = 1000;

    private final InProcessEndpoint endpoint;
    private final Principal principal;
    private final Map<String, JsonNode> answers;
    private final Deque<Message.Notification> notifications;
    private final AtomicLong lastToken;

    LocalClient(InProcessEndpoint endpoint) {
        this(endpoint, Principal.anonymous(), Map.of(), new ArrayDeque<>(), new AtomicLong());
    }

    private LocalClient(
            InProcessEndpoint endpoint,
            Principal principal,
            Map<String, JsonNode> answers,
            Deque<Message.Notification> notifications,
            AtomicLong lastToken) {
        this.endpoint = endpoint;
        this.principal = principal;
        this.answers = Map.copyOf(answers);
        this.notifications = notifications;
        this.lastToken = lastToken;
    }

    /** Returns this client for another caller; the first one is anonymous and holds every scope. */
    public LocalClient as(Principal other) {
        Objects.requireNonNull(other, "other");
        return new LocalClient(endpoint, other, answers, notifications, lastToken);
    }

    /**
     * Returns this client with an answer to a question.
     *
     * @param key the question's key
     * @param answer the result that a client would send, as in {@code {"action": "accept", "content": {…}}}
     */
    public LocalClient answering(String key, JsonNode answer) {
        Map<String, JsonNode> more = new LinkedHashMap<>(answers);
        more.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(answer, "answer"));
        return new LocalClient(endpoint, principal, more, notifications, lastToken);
    }

    /**
     * Calls a tool.
     *
     * @param arguments the arguments by name: text, numbers, booleans, lists, maps, or JSON
     * @return the result, with {@code content}, and {@code structuredContent} and {@code isError} if there are any
     * @throws RpcException if the server answers with an error
     * @throws IllegalArgumentException if an argument has no counterpart in JSON
     */
    public ObjectNode callTool(String name, Map<String, ?> arguments) {
        Objects.requireNonNull(name, "name");
        ObjectNode given = JsonNodeFactory.instance.objectNode();
        Objects.requireNonNull(arguments, "arguments").forEach((key, value) -> given.set(key, JsonValues.of(value)));
        return request(
                "tools/call",
                JsonNodeFactory.instance.objectNode().put("name", name).set("arguments", given));
    }

    /**
     * Sends any request and returns its result, having answered its questions.
     *
     * @param method as in {@code resources/read}
     * @param params the parameters; the client adds what a request's {@code _meta} must have
     * @throws RpcException if the server answers with an error, or asks a question that this client has no answer to
     */
    public ObjectNode request(String method, ObjectNode params) {
        Objects.requireNonNull(method, "method");
        ObjectNode round = Objects.requireNonNull(params, "params").deepCopy();
        ObjectNode meta = round.withObject("/_meta");
        if (!meta.has("progressToken")) {
            meta.put("progressToken", lastToken.incrementAndGet());
        }
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
        for (Message message : endpoint.send(method, params, everything(), principal)) {
            if (message instanceof Message.Notification notification) {
                keep(notification);
            } else if (message instanceof Message.Failure failure) {
                throw new RpcException(failure.error());
            } else if (message instanceof Message.Result result && result.result() instanceof ObjectNode object) {
                return object;
            }
        }
        throw new IllegalStateException(
                "the server gave no response to '" + method + "'; expected one: is it stopping?");
    }

    private void keep(Message.Notification notification) {
        synchronized (notifications) {
            if (notifications.size() == MAX_NOTIFICATIONS) {
                notifications.removeFirst();
            }
            notifications.addLast(notification);
        }
    }

    private static ObjectNode everything() {
        ObjectNode capabilities = JsonNodeFactory.instance.objectNode();
        capabilities.putObject("elicitation").putObject("form");
        capabilities.withObject("/elicitation").putObject("url");
        capabilities.putObject("sampling").putObject("tools");
        capabilities.putObject("roots");
        return capabilities;
    }

    /**
     * Returns the notifications that came with results so far, oldest first: the last 1000 that this client, and the
     * clients that it was made of, have received.
     */
    public List<Message.Notification> notifications() {
        synchronized (notifications) {
            return List.copyOf(notifications);
        }
    }
}
