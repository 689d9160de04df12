package dev.lmcp.server.methods;

import dev.lmcp.Tool;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.CallCounts;
import dev.lmcp.server.call.CallOutcome;
import dev.lmcp.server.call.IncomingRequest;
import dev.lmcp.server.call.Method;
import java.util.Optional;

/** {@code tools/list} and {@code tools/call}. */
final class ToolMethods {

    private final Catalog catalog;
    private final Paginator pages;
    private final ToolRunner runner;
    private final CallCounts counts;

    ToolMethods(Catalog catalog, Paginator pages, ToolRunner runner, CallCounts counts) {
        this.catalog = catalog;
        this.pages = pages;
        this.runner = runner;
        this.counts = counts;
    }

    /** {@code tools/list}. */
    Method list() {
        return pages.list(catalog.tools(), "tools", ToolCall::target, DefinitionJson::of);
    }

    /** {@code tools/call}. */
    Method call() {
        return this::resolve;
    }

    private ToolCall resolve(IncomingRequest request) {
        Optional<String> name = Json.text(request.message().params(), "name");
        Optional<Tool> tool = name.flatMap(catalog.tools()::find);
        ToolCall call = new ToolCall(name, tool, runner, counts);
        try {
            tool.ifPresent(request::checkHeaders);
        } catch (RpcException e) {
            call.refused(CallOutcome.REFUSED);
            throw e;
        }
        return call;
    }
}
