package dev.lmcp.server.legacy;

import dev.lmcp.ClientInfo;
import dev.lmcp.InputRequest;
import dev.lmcp.LogLevel;
import dev.lmcp.Tool;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RpcError;
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

/**
 * A request of a legacy session.
 *
 * @param session the session
 * @param message the JSON-RPC request
 * @param caller the authenticated caller
 * @param writer writes the response
 * @param canAsk whether questions can reach the client while the request runs
 * @param method the method, if the revision has it
 * @param questions asks the client
 */
record LegacyRequest(
        LegacySession session,
        Message.Request message,
        AuthenticatedCaller caller,
        ResponseWriter writer,
        boolean canAsk,
        Optional<Method> method,
        LegacyQuestions questions)
        implements IncomingRequest {

    @Override
    public Optional<ClientInfo> client() {
        return session.client();
    }

    /**
     * Returns no capabilities if the client cannot be asked, as it accepts no stream. A task asks later, on the stream of the
     * request for its result.
     */
    @Override
    public ClientCapabilities capabilities() {
        return canAsk || taskSupport() == TaskSupport.REQUESTED ? session.capabilities() : ClientCapabilities.NONE;
    }

    @Override
    public void checkHeaders(Tool tool) {
        // in this era, no header fields repeat data of the body
    }

    @Override
    public boolean wantsLog(LogLevel level) {
        return level.compareTo(session.logLevel()) >= 0;
    }

    @Override
    public TaskSupport taskSupport() {
        boolean isRequested = session.isAtLeast(LegacyRevisions.TASKS_SINCE)
                && message.params().path("task").isObject();
        return isRequested ? TaskSupport.REQUESTED : TaskSupport.NONE;
    }

    @Override
    public CallResult taskRequired() {
        return new CallResult.Failed(new RpcError(
                RpcError.METHOD_NOT_FOUND,
                "This tool runs only as a task; call it with 'task', which needs revision "
                        + LegacyRevisions.TASKS_SINCE));
    }

    @Override
    public Map<String, JsonNode> answers() {
        return Map.of();
    }

    @Override
    public Optional<Map<String, JsonNode>> ask(Cancellation cancellation, Map<String, InputRequest<?>> inputRequests) {
        return Optional.of(questions.ask(session, writer, cancellation, inputRequests));
    }
}
