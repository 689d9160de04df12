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

    ModernRendering(Identity identity, StateSeal seal) {
        this.serverInfo = Introduction.serverInfo(identity);
        this.seal = seal;
    }

    void finish(ModernInquiry inquiry, Outcome outcome) {
        if (outcome instanceof Outcome.Completed completed) {
            send(inquiry, complete(completed.result(), completed.cache()));
        } else if (outcome instanceof Outcome.Failed failed) {
            fail(inquiry, failed.error());
        } else if (outcome instanceof Outcome.ResourceMissing missing) {
            ObjectNode data = Json.object().put("uri", missing.uri());
            fail(inquiry, new RpcError(RpcError.INVALID_PARAMS, "Resource not found", data));
        } else if (outcome instanceof Outcome.CapabilityMissing missing) {
            ObjectNode data = Json.object();
            data.set("requiredCapabilities", missing.required());
            fail(
                    inquiry,
                    new RpcError(
                            ModernEra.CAPABILITY_MISSING,
                            "The client must declare the capabilities that this needs",
                            data));
        } else if (outcome instanceof Outcome.InputRequired required) {
            send(inquiry, inputRequired(inquiry, required));
        } else if (outcome instanceof Outcome.TaskCreated created) {
            send(inquiry, stamp(ModernTasks.created(created.task()), "task"));
        } else if (outcome instanceof Outcome.Cancelled) {
            inquiry.reply().abandon();
        } else if (outcome instanceof Outcome.TaskWanted) {
            throw new IllegalStateException(
                    "a wish for a task reached the client; expected the dispatcher to grant it");
        }
        // Detached: somebody else ends it
    }

    /** A result as it is sent on its own or, in a task, inside of another one. */
    ObjectNode complete(ObjectNode result, Optional<CacheHint> cache) {
        stamp(result, "complete");
        cache.ifPresent(hint ->
                result.put("ttlMs", hint.ttl().toMillis()).put("cacheScope", hint.shared() ? "public" : "private"));
        return result;
    }

    private ObjectNode stamp(ObjectNode result, String type) {
        result.put("resultType", type);
        ObjectNode meta = Json.object(result, "_meta").map(ObjectNode::deepCopy).orElseGet(Json::object);
        meta.set(Eras.META_PREFIX + "serverInfo", serverInfo);
        result.set("_meta", meta);
        return result;
    }

    private ObjectNode inputRequired(ModernInquiry inquiry, Outcome.InputRequired required) {
        ObjectNode result = Json.object();
        result.set("inputRequests", inputRequests(required.questions()));
        result.put("requestState", seal.seal(inquiry.request(), inquiry.caller().principal(), required.answered()));
        return stamp(result, "input_required");
    }

    static ObjectNode inputRequests(Map<String, InputRequest<?>> questions) {
        ObjectNode requests = Json.object();
        questions.forEach((key, question) -> requests.putObject(key)
                .put("method", Questions.method(question))
                .set("params", Questions.params(question)));
        return requests;
    }

    private static void send(ModernInquiry inquiry, ObjectNode result) {
        inquiry.reply().finish(200, new Message.Result(inquiry.request().id(), result));
    }

    private static void fail(ModernInquiry inquiry, RpcError error) {
        int status = switch (error.code()) {
            case RpcError.METHOD_NOT_FOUND -> 404;
            case ModernEra.HEADER_MISMATCH, ModernEra.CAPABILITY_MISSING, ModernEra.UNSUPPORTED_VERSION -> 400;
            default -> 200;
        };
        inquiry.reply()
                .finish(
                        status,
                        new Message.Failure(Optional.of(inquiry.request().id()), error));
    }
}
