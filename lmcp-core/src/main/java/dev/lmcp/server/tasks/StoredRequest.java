package dev.lmcp.server.tasks;

import dev.lmcp.ClientInfo;
import dev.lmcp.InputRequest;
import dev.lmcp.LogLevel;
import dev.lmcp.Tool;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.Cancellation;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.call.IncomingRequest;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.ResponseWriter;
import dev.lmcp.server.call.TaskSupport;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The request of a task, as data that each node can run. Its era has validated it, and no response belongs to it.
 *
 * @param name the method
 * @param params the parameters
 * @param caller the caller at the time of the request
 * @param client the client information
 * @param capabilities the client capabilities at the time of the request
 * @param method the method, if this node has it
 */
record StoredRequest(
        String name,
        ObjectNode params,
        AuthenticatedCaller caller,
        Optional<ClientInfo> client,
        ClientCapabilities capabilities,
        Optional<Method> method)
        implements IncomingRequest {

    private static final RequestId ID = RequestId.of("task");

    /** Returns the data of a request. */
    static StoredRequest of(IncomingRequest request) {
        return new StoredRequest(
                request.message().method(),
                request.message().params(),
                request.caller(),
                request.client(),
                request.capabilities(),
                request.method());
    }

    @Override
    public Message.Request message() {
        return new Message.Request(ID, name, params);
    }

    /** A task sends no messages. */
    @Override
    public ResponseWriter writer() {
        throw new IllegalStateException("a task wants to send a message; expected none, as no response belongs to it");
    }

    @Override
    public void checkHeaders(Tool tool) {
        // they were checked when the request arrived
    }

    @Override
    public boolean wantsLog(LogLevel level) {
        return false;
    }

    /** It is a task already, so it does not begin another one. */
    @Override
    public TaskSupport taskSupport() {
        return TaskSupport.NONE;
    }

    @Override
    public CallResult taskRequired() {
        throw new IllegalStateException("a task is asked to begin a task; expected its tool to run");
    }

    @Override
    public Map<String, JsonNode> answers() {
        return Map.of();
    }

    @Override
    public Optional<Map<String, JsonNode>> ask(Cancellation cancellation, Map<String, InputRequest<?>> questions) {
        return Optional.empty();
    }
}
