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
 * A request of the modern era: it carries all that there is to know, and its work ends with its client's connection.
 *
 * @param exchange the HTTP request, if the request came by HTTP
 * @param message the JSON-RPC request
 * @param caller who sent it
 * @param client what the client says of itself
 * @param capabilities what it declared on this request
 * @param logLevel which log messages it wants, if any
 * @param answers what it has answered so far
 * @param writer where messages go
 * @param method what it asks for
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

    /** The client of this era sends the request again, with its answers. */
    @Override
    public Optional<Map<String, JsonNode>> ask(Cancellation cancellation, Map<String, InputRequest<?>> questions) {
        return Optional.empty();
    }
}
