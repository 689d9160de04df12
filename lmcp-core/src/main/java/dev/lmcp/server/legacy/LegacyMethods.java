package dev.lmcp.server.legacy;

import dev.lmcp.LogLevel;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.BoundedNames;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.base.LogLevels;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.IncomingRequest;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.Operation;
import dev.lmcp.server.call.RunningCall;
import dev.lmcp.server.methods.ResourceMethods;
import dev.lmcp.server.methods.SharedMethods;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The methods of the legacy era; one that is not here does not exist in it. */
final class LegacyMethods {

    private final int maxSubscriptions;
    private final Map<String, Method> methods = new HashMap<>();
    private final Map<String, Method> methodsWithTasks = new HashMap<>();

    LegacyMethods(SharedMethods shared, LegacyTasks tasks, Limits limits) {
        this.maxSubscriptions = limits.of(Limit.MAX_SUBSCRIPTIONS);
        methods.putAll(shared.byName());
        methods.put("ping", Method.of(call -> new CallResult.Completed(Json.object())));
        methods.put("logging/setLevel", Method.of(LegacyMethods::setLevel));
        methods.put("resources/subscribe", this::subscribing);
        methods.put("resources/unsubscribe", Method.of(LegacyMethods::unsubscribe));
        methodsWithTasks.putAll(methods);
        methodsWithTasks.putAll(tasks.methods());
    }

    Map<String, Method> of(LegacySession session) {
        return session.speaks(LegacyRevisions.TASKS_SINCE) ? methodsWithTasks : methods;
    }

    private static CallResult setLevel(RunningCall call) {
        LogLevel level = Json.text(call.params(), "level")
                .flatMap(LogLevel::named)
                .orElseThrow(() -> RpcException.invalidParams(
                        Json.found(call.params(), "level") + "; expected one of " + LogLevels.NAMES));
        session(call).logLevel(level);
        return new CallResult.Completed(Json.object());
    }

    /** To watch a resource takes the scopes that reading it takes. */
    private Operation subscribing(IncomingRequest incoming) {
        Optional<String> uri = Json.text(incoming.request().params(), "uri");
        return Operation.on(ResourceMethods.targets(uri), call -> subscribe(uri, call));
    }

    private CallResult subscribe(Optional<String> uri, RunningCall call) {
        if (!session(call).subscribe(given(uri), maxSubscriptions)) {
            throw RpcException.invalidParams(
                    "Too many subscriptions: a session watches " + BoundedNames.bounds(maxSubscriptions));
        }
        return new CallResult.Completed(Json.object());
    }

    private static CallResult unsubscribe(RunningCall call) {
        session(call).unsubscribe(given(Json.text(call.params(), "uri")));
        return new CallResult.Completed(Json.object());
    }

    private static String given(Optional<String> uri) {
        return uri.orElseThrow(() -> RpcException.invalidParams("'uri' must be a string: the resource to watch"));
    }

    private static LegacySession session(RunningCall call) {
        return ((LegacyRequest) call.incoming()).session();
    }
}
