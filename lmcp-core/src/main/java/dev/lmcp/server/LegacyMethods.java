package dev.lmcp.server;

import dev.lmcp.LogLevel;
import dev.lmcp.jsonrpc.RpcException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The methods of the legacy era; one that is not here does not exist in it. */
final class LegacyMethods {

    private final int maxSubscriptions;
    private final Map<String, Method> methods = new HashMap<>();
    private final Map<String, Method> methodsWithTasks = new HashMap<>();

    LegacyMethods(SharedMethods shared, LegacyTasks tasks, Limits limits) {
        this.maxSubscriptions = limits.of(Limit.MAX_SUBSCRIPTIONS);
        methods.putAll(shared.byName());
        methods.put("ping", call -> new CallResult.Completed(Json.object()));
        methods.put("logging/setLevel", LegacyMethods::setLevel);
        methods.put("resources/subscribe", subscribing());
        methods.put("resources/unsubscribe", LegacyMethods::unsubscribe);
        methodsWithTasks.putAll(methods);
        methodsWithTasks.putAll(tasks.methods());
    }

    Map<String, Method> of(LegacySession session) {
        return session.speaks(LegacyEra.TASKS_SINCE) ? methodsWithTasks : methods;
    }

    private static CallResult setLevel(RunningCall call) {
        LogLevel level = Json.text(call.params(), "level")
                .flatMap(LogLevel::named)
                .orElseThrow(() -> RpcException.invalidParams("'level' must be one of the eight log levels"));
        session(call).logLevel(level);
        return new CallResult.Completed(Json.object());
    }

    /** To hear of a resource takes the scopes that reading it takes. */
    private Method subscribing() {
        return new Method() {
            @Override
            public List<Target> admit(IncomingRequest incoming) {
                return Json.text(incoming.request().params(), "uri").stream()
                        .map(ResourceMethods::target)
                        .toList();
            }

            @Override
            public CallResult run(RunningCall call) {
                return subscribe(call);
            }
        };
    }

    private CallResult subscribe(RunningCall call) {
        if (!session(call).subscribe(uri(call), maxSubscriptions)) {
            throw RpcException.invalidParams(
                    "Too many subscriptions: a session watches " + BoundedNames.bounds(maxSubscriptions));
        }
        return new CallResult.Completed(Json.object());
    }

    private static CallResult unsubscribe(RunningCall call) {
        session(call).unsubscribe(uri(call));
        return new CallResult.Completed(Json.object());
    }

    private static String uri(RunningCall call) {
        return Json.text(call.params(), "uri")
                .orElseThrow(() -> RpcException.invalidParams("'uri' must be a string: the resource to watch"));
    }

    private static LegacySession session(RunningCall call) {
        return ((LegacyRequest) call.incoming()).session();
    }
}
