package dev.lmcp.server.methods;

import dev.lmcp.CacheHint;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.server.auth.Target;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.Operation;
import dev.lmcp.server.call.RunningCall;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers the list methods with pages. */
public final class Paginator {

    /** To list more takes too long for a thread that serves other connections. */
    private static final int MAX_DIRECT_ITEMS = 500;

    private final ScopePolicy scopes;
    private final int size;
    private final CacheHint cache;
    private final Map<Object, ObjectNode> definitions = Collections.synchronizedMap(new WeakHashMap<>());

    Paginator(ScopePolicy scopes, int size, CacheHint cache) {
        this.scopes = scopes;
        this.size = size;
        // filtered lists differ between callers, so no shared cache may keep them
        this.cache = scopes.filtersLists() ? CacheHint.of(cache.ttl()) : cache;
    }

    /**
     * Returns the method that lists items.
     *
     * @param member the member of the result that has the items
     * @param target the target of an item, for the scope rules
     * @param define writes the definition of an item
     */
    <T> Method list(NamedItems<T> items, String member, Function<T, Target> target, Function<T, ObjectNode> define) {
        return Method.of(Operation.nonBlockingIf(
                () -> items.size() <= MAX_DIRECT_ITEMS, call -> page(call, items, member, target, define)));
    }

    private <T> CallResult page(
            RunningCall call,
            NamedItems<T> items,
            String member,
            Function<T, Target> target,
            Function<T, ObjectNode> define) {
        NamedItems.Page<T> page =
                items.page(cursor(call.params()), size, item -> scopes.isVisible(call.principal(), target.apply(item)));
        ObjectNode result = Json.object();
        ArrayNode array = result.putArray(member);
        // definitions are immutable, so that all responses share them
        page.items().forEach(item -> array.add(definitions.computeIfAbsent(item, key -> define.apply(item))));
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
