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
 * A request that its era has validated.
 *
 * <p>It hides the differences between the eras from the methods.
 */
public interface IncomingRequest {

    Message.Request message();

    AuthenticatedCaller caller();

    Optional<ClientInfo> client();

    ClientCapabilities capabilities();

    ResponseWriter writer();

    /** Returns the method that the request names, if the era has it. */
    Optional<Method> method();

    /** Throws an exception if the header fields do not match the arguments of this tool. */
    void checkHeaders(Tool tool);

    /** Returns whether the client wants log messages of this level for this request. */
    boolean wantsLog(LogLevel level);

    /** Returns whether this request can continue as a task. */
    TaskSupport taskSupport();

    /** Returns the result for a client without support for tasks, if the tool runs only as a task. */
    CallResult taskRequired();

    /** Returns the answers in the request itself. */
    Map<String, JsonNode> answers();

    /** Asks the client and waits for the answers. Returns empty if the client must send the request again with them. */
    Optional<Map<String, JsonNode>> ask(Cancellation cancellation, Map<String, InputRequest<?>> questions);
}
