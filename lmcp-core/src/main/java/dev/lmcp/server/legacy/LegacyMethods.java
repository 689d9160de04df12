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

/** The methods of the legacy era. */
final class LegacyMethods {

    private final LegacySessions sessions;
    private final int maxSubscriptions;
    private final Map<String, Method> methods = new HashMap<>();
    private final Map<String, Method> methodsWithTasks = new HashMap<>();

    LegacyMethods(SharedMethods shared, LegacyTasks tasks, LegacySessions sessions, Limits limits) {
        this.sessions = sessions;
        this.maxSubscriptions = limits.of(Limit.MAX_SUBSCRIPTIONS);
        methods.putAll(shared.byName());
        methods.put("ping", Method.of(call -> new CallResult.Completed(Json.object())));
        methods.put("logging/setLevel", Method.of(this::setLevel));
        methods.put("resources/subscribe", this::resolveSubscribe);
        methods.put("resources/unsubscribe", Method.of(this::unsubscribe));
        methodsWithTasks.putAll(methods);
        methodsWithTasks.putAll(tasks.methods());
    }

    Map<String, Method> of(LegacySession session) {
        return session.isAtLeast(LegacyRevisions.TASKS_SINCE) ? methodsWithTasks : methods;
    }

    private CallResult setLevel(RunningCall call) {
        LogLevel level = Json.text(call.params(), "level")
                .flatMap(LogLevel::named)
                .orElseThrow(() -> RpcException.invalidParams(
                        Json.found(call.params(), "level") + "; expected one of " + LogLevels.NAMES));
        LegacySession session = session(call);
        sessions.change(session, () -> session.logLevel(level));
        return new CallResult.Completed(Json.object());
    }

    /** A subscription to a resource needs the same scopes as a read. */
    private Operation resolveSubscribe(IncomingRequest request) {
        Optional<String> uri = Json.text(request.message().params(), "uri");
        return Operation.on(ResourceMethods.targets(uri), call -> subscribe(uri, call));
    }

    private CallResult subscribe(Optional<String> uri, RunningCall call) {
        LegacySession session = session(call);
        String watched = requireUri(uri);
        sessions.change(session, () -> {
            if (!session.subscribe(watched, maxSubscriptions)) {
                throw RpcException.invalidParams(
                        "Too many subscriptions: a session may have " + BoundedNames.bounds(maxSubscriptions));
            }
        });
        return new CallResult.Completed(Json.object());
    }

    private CallResult unsubscribe(RunningCall call) {
        LegacySession session = session(call);
        String uri = requireUri(Json.text(call.params(), "uri"));
        sessions.change(session, () -> session.unsubscribe(uri));
        return new CallResult.Completed(Json.object());
    }

    private static String requireUri(Optional<String> uri) {
        return uri.orElseThrow(() -> RpcException.invalidParams("'uri' must be a string: the resource to watch"));
    }

    private static LegacySession session(RunningCall call) {
        return ((LegacyRequest) call.request()).session();
    }
}
