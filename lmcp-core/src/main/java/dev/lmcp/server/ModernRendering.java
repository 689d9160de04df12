package dev.lmcp.server;

import dev.lmcp.CacheHint;
import dev.lmcp.InputRequest;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RpcError;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Outcomes in the words of the modern era: result types, server info, cache hints, and HTTP statuses. */
final class ModernRendering {

    private final ObjectNode serverInfo;
    private final StateSeal seal;

    ModernRendering(ServerInfo identity, StateSeal seal) {
        this.serverInfo = ServerInfoJson.serverInfo(identity);
        this.seal = seal;
    }

    void finish(ModernRequest incoming, CallResult outcome) {
        if (outcome instanceof CallResult.Completed completed) {
            send(incoming, complete(completed.result(), completed.cache()));
        } else if (outcome instanceof CallResult.Failed failed) {
            fail(incoming, failed.error());
        } else if (outcome instanceof CallResult.ResourceMissing missing) {
            ObjectNode data = Json.object().put("uri", missing.uri());
            fail(incoming, new RpcError(RpcError.INVALID_PARAMS, "Resource not found", data));
        } else if (outcome instanceof CallResult.CapabilityMissing missing) {
            ObjectNode data = Json.object();
            data.set("requiredCapabilities", missing.required());
            fail(
                    incoming,
                    new RpcError(
                            ModernEra.CAPABILITY_MISSING,
                            "The client must declare the capabilities that this needs",
                            data));
        } else if (outcome instanceof CallResult.InputRequired required) {
            send(incoming, inputRequired(incoming, required));
        } else if (outcome instanceof CallResult.TaskCreated created) {
            send(incoming, stamp(ModernTasks.created(created.task()), "task"));
        } else if (outcome instanceof CallResult.Cancelled) {
            incoming.writer().abandon();
        } else if (outcome instanceof CallResult.ContinueAsTask) {
            throw new IllegalStateException(
                    "a wish for a task reached the client; expected the dispatcher to grant it");
        }
        // Detached: somebody else ends it
    }

    /** A result as it is sent on its own or, in a task, inside of another one. */
    ObjectNode complete(ObjectNode result, Optional<CacheHint> cache) {
        stamp(result, "complete");
        cache.ifPresent(hint ->
                result.put("ttlMs", hint.ttl().toMillis()).put("cacheScope", hint.isShared() ? "public" : "private"));
        return result;
    }

    private ObjectNode stamp(ObjectNode result, String type) {
        result.put("resultType", type);
        ObjectNode meta = Json.object(result, "_meta").map(ObjectNode::deepCopy).orElseGet(Json::object);
        meta.set(Revisions.META_PREFIX + "serverInfo", serverInfo);
        result.set("_meta", meta);
        return result;
    }

    private ObjectNode inputRequired(ModernRequest incoming, CallResult.InputRequired required) {
        ObjectNode result = Json.object();
        result.set("inputRequests", inputRequests(required.questions()));
        result.put(
                "requestState", seal.seal(incoming.request(), incoming.caller().principal(), required.answered()));
        return stamp(result, "input_required");
    }

    static ObjectNode inputRequests(Map<String, InputRequest<?>> questions) {
        ObjectNode requests = Json.object();
        questions.forEach((key, question) -> requests.putObject(key)
                .put("method", Questions.method(question))
                .set("params", Questions.params(question)));
        return requests;
    }

    private static void send(ModernRequest incoming, ObjectNode result) {
        incoming.writer().finish(200, new Message.Result(incoming.request().id(), result));
    }

    private static void fail(ModernRequest incoming, RpcError error) {
        int status = switch (error.code()) {
            case RpcError.METHOD_NOT_FOUND -> 404;
            case ModernEra.HEADER_MISMATCH, ModernEra.CAPABILITY_MISSING, ModernEra.UNSUPPORTED_VERSION -> 400;
            default -> 200;
        };
        incoming.writer()
                .finish(
                        status,
                        new Message.Failure(Optional.of(incoming.request().id()), error));
    }
}
