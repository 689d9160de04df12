package dev.lmcp.server;

import dev.lmcp.ClientInfo;
import dev.lmcp.InputRequest;
import dev.lmcp.LogLevel;
import dev.lmcp.Tool;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.spi.Exchange;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request of the modern era: it stands for itself, and its client's connection is its life.
 *
 * @param exchange the HTTP request, where it came by HTTP
 * @param request the message
 * @param caller who sent it
 * @param client what the client says of itself
 * @param capabilities what it declared on this request
 * @param logLevel which log messages it wants, if any
 * @param answers what it has answered so far
 * @param writer where messages go
 * @param method what it asks for
 * @param rendering how this era says things
 */
record ModernRequest(
        Optional<Exchange> exchange,
        Message.Request request,
        AuthenticatedCaller caller,
        Optional<ClientInfo> client,
        ClientCapabilities capabilities,
        Optional<LogLevel> logLevel,
        Map<String, JsonNode> answers,
        ResponseWriter writer,
        Optional<Method> method,
        ModernRendering rendering)
        implements IncomingRequest {

    @Override
    public void admitTool(Tool tool) {
        if (!tool.paramHeaders().isEmpty()) {
            exchange.ifPresent(http -> ModernHeaders.checkParameters(
                    http, tool.paramHeaders(), request.params().path("arguments")));
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
                .path(ModernEra.TASKS_EXTENSION)
                .isObject();
        return declared ? TaskSupport.ALLOWED : TaskSupport.NONE;
    }

    @Override
    public CallResult taskNeeded() {
        return ModernTasks.extensionNeeded();
    }

    /** This era's client comes back with its answers. */
    @Override
    public Optional<Map<String, JsonNode>> ask(Cancellation cancellation, Map<String, InputRequest<?>> questions) {
        return Optional.empty();
    }

    @Override
    public void begin(Cancellation cancellation) {
        writer.begin(cancellation::cancel);
    }

    @Override
    public void finish(CallResult outcome) {
        rendering.finish(this, outcome);
    }
}
