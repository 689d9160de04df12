package dev.lmcp.server.modern;

import dev.lmcp.CacheHint;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Revisions;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.Operation;
import dev.lmcp.server.methods.ServerInfo;
import dev.lmcp.server.methods.ServerInfoJson;
import dev.lmcp.server.methods.SharedMethods;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The methods of the modern era. */
final class ModernMethods {

    private ModernMethods() {}

    static Map<String, Method> of(
            SharedMethods shared, ServerInfo serverInfo, CacheHint cache, ModernListen listen, ModernTasks tasks) {
        Map<String, Method> methods = new HashMap<>(shared.byName());
        methods.put(
                "server/discover", Method.of(Operation.nonBlockingIf(() -> true, call -> discover(serverInfo, cache))));
        methods.put("subscriptions/listen", listen);
        methods.putAll(tasks.methods());
        return methods;
    }

    /** MCP 2026-07-28 server/discover. */
    private static CallResult discover(ServerInfo serverInfo, CacheHint cache) {
        ObjectNode result = Json.object();
        ArrayNode versions = result.putArray("supportedVersions");
        Revisions.supported().forEach(versions::add);
        ObjectNode capabilities = ServerInfoJson.capabilities();
        capabilities.putObject("extensions").putObject(ModernTasks.EXTENSION);
        result.set("capabilities", capabilities);
        Json.putIfPresent(result, "instructions", serverInfo.instructions());
        return new CallResult.Completed(result, Optional.of(cache));
    }
}
