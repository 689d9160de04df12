package dev.lmcp.server.modern;

import dev.lmcp.ClientInfo;
import dev.lmcp.InputRequest;
import dev.lmcp.LogLevel;
import dev.lmcp.Tool;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.Cancellation;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.call.IncomingRequest;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.ResponseWriter;
import dev.lmcp.server.call.TaskSupport;
import dev.lmcp.spi.Exchange;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request of the modern era. It needs no session, and the end of its connection cancels it.
 *
 * @param exchange the HTTP request, if the transport is HTTP
 * @param message the JSON-RPC request
 * @param caller the authenticated caller
 * @param client the client information
 * @param capabilities the client capabilities in this request
 * @param logLevel the lowest level of log messages for the client; empty for none
 * @param answers the answers of the client so far
 * @param writer writes the response
 * @param method the method, if this era has it
 */
record ModernRequest(
        Optional<Exchange> exchange,
        Message.Request message,
        AuthenticatedCaller caller,
        Optional<ClientInfo> client,
        ClientCapabilities capabilities,
        Optional<LogLevel> logLevel,
        Map<String, JsonNode> answers,
        ResponseWriter writer,
        Optional<Method> method)
        implements IncomingRequest {

    @Override
    public void checkHeaders(Tool tool) {
        if (!tool.paramHeaders().isEmpty()) {
            exchange.ifPresent(http -> ModernHeaders.checkParameters(
                    http, tool.paramHeaders(), message.params().path("arguments")));
        }
    }

    @Override
    public boolean wantsLog(LogLevel level) {
        return logLevel.isPresent() && level.compareTo(logLevel.get()) >= 0;
    }

    @Override
    public TaskSupport taskSupport() {
        boolean declared = capabilities
                .declared()
                .path("extensions")
                .path(ModernTasks.EXTENSION)
                .isObject();
        return declared ? TaskSupport.ALLOWED : TaskSupport.NONE;
    }

    @Override
    public CallResult taskRequired() {
        return ModernTasks.extensionRequired();
    }

    /** Returns empty: clients of this era send the request again, with the answers. */
    @Override
    public Optional<Map<String, JsonNode>> ask(Cancellation cancellation, Map<String, InputRequest<?>> questions) {
        return Optional.empty();
    }
}
