package dev.lmcp.server.call;

import dev.lmcp.ClientInfo;
import dev.lmcp.InputRequest;
import dev.lmcp.LogLevel;
import dev.lmcp.Tool;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.server.auth.AuthenticatedCaller;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One request that its era has admitted.
 *
 * <p>It answers all that differs between the eras from here on, so that the methods cannot tell them apart.
 */
public interface IncomingRequest {

    Message.Request request();

    AuthenticatedCaller caller();

    Optional<ClientInfo> client();

    ClientCapabilities capabilities();

    ResponseWriter writer();

    /** The method that the request names, if the era has it. */
    Optional<Method> method();

    /** Refuses a call of this tool whose headers do not fit its arguments. */
    void admitTool(Tool tool);

    /** Whether the client wants messages of this level about this request. */
    boolean wantsLog(LogLevel level);

    /** Whether the client can follow a task begun by this request. */
    TaskSupport taskSupport();

    /** The result for a client that cannot follow a task, if the tool runs only as one. */
    CallResult taskNeeded();

    /** The answers that came with the request itself. */
    Map<String, JsonNode> answers();

    /** Asks the client while it waits, and returns its answers; empty if it has to come back with them. */
    Optional<Map<String, JsonNode>> ask(Cancellation cancellation, Map<String, InputRequest<?>> questions);
}
