package dev.lmcp.server.methods;

import dev.lmcp.CacheHint;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.server.auth.Target;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.RunningCall;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers the methods that list something, a page at a time. */
public final class Paginator {

    private final ScopePolicy scopes;
    private final int size;
    private final CacheHint cache;
    private final Map<Object, ObjectNode> definitions = java.util.Collections.synchronizedMap(new WeakHashMap<>());

    Paginator(ScopePolicy scopes, int size, CacheHint cache) {
        this.scopes = scopes;
        this.size = size;
        // who is shown only a part of a list must not share it with others
        this.cache = scopes.filtersLists() ? CacheHint.of(cache.ttl()) : cache;
    }

    <T> CallResult of(
            RunningCall call,
            NamedItems<T> listing,
            String member,
            Function<T, Target> target,
            Function<T, ObjectNode> define) {
        NamedItems.Page<T> page = listing.page(
                cursor(call.params()), size, item -> scopes.isVisible(call.principal(), target.apply(item)));
        ObjectNode result = Json.object();
        ArrayNode items = result.putArray(member);
        // definitions never change once made, so every answer may hold the same ones
        page.items().forEach(item -> items.add(definitions.computeIfAbsent(item, key -> define.apply(item))));
        Json.putIfPresent(result, "nextCursor", page.next());
        return new CallResult.Completed(result, Optional.of(cache));
    }

    public static Optional<String> cursor(ObjectNode params) {
        JsonNode cursor = params.path("cursor");
        if (!cursor.isMissingNode() && !cursor.isString()) {
            throw RpcException.invalidParams("'cursor' must be a string");
        }
        return Json.text(params, "cursor");
    }
}
