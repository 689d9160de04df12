package dev.lmcp.server.modern;

import dev.lmcp.CacheHint;
import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Revisions;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.Rendered;
import dev.lmcp.server.call.Rendering;
import dev.lmcp.server.methods.ServerInfo;
import dev.lmcp.server.methods.ServerInfoJson;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Renders results for the modern era, with result types, server information, cache hints and HTTP statuses. */
final class ModernRendering {

    private final ObjectNode serverInfo;
    private final StateSeal seal;

    ModernRendering(ServerInfo serverInfo, StateSeal seal) {
        this.serverInfo = ServerInfoJson.serverInfo(serverInfo);
        this.seal = seal;
    }

    /** Returns the rendering of the result of this request. It sends nothing. */
    Rendering of(Message.Request request, Principal caller) {
        return new ForRequest(request, caller);
    }

    private final class ForRequest implements Rendering {

        private final Message.Request request;
        private final Principal caller;

        ForRequest(Message.Request request, Principal caller) {
            this.request = request;
            this.caller = caller;
        }

        @Override
        public Rendered completed(CallResult.Completed completed) {
            ObjectNode result = stamp(completed.result(), "complete");
            completed.cache().ifPresent(hint -> writeCache(hint, result));
            return result(result);
        }

        @Override
        public Rendered failed(CallResult.Failed failed) {
            return error(failed.error());
        }

        @Override
        public Rendered resourceMissing(CallResult.ResourceMissing missing) {
            ObjectNode data = Json.object().put("uri", missing.uri());
            return error(new RpcError(RpcError.INVALID_PARAMS, "Resource not found", data));
        }

        @Override
        public Rendered inputRequired(CallResult.InputRequired required) {
            ObjectNode result = Json.object();
            result.set("inputRequests", ModernJson.inputRequests(required.questions()));
            result.put("requestState", seal.seal(request, caller, required.answered()));
            return result(stamp(result, "input_required"));
        }

        @Override
        public Rendered capabilityMissing(CallResult.CapabilityMissing missing) {
            ObjectNode data = Json.object();
            data.set("requiredCapabilities", missing.required());
            return error(new RpcError(
                    ModernErrors.CAPABILITY_MISSING, "The client must declare the required capabilities", data));
        }

        @Override
        public Rendered taskCreated(CallResult.TaskCreated created) {
            return result(stamp(ModernJson.created(created.task()), "task"));
        }

        private Rendered result(ObjectNode result) {
            return new Rendered.Response(200, new Message.Result(request.id(), result));
        }

        private Rendered error(RpcError error) {
            return new Rendered.Response(status(error), new Message.Failure(Optional.of(request.id()), error));
        }
    }

    private static int status(RpcError error) {
        return switch (error.code()) {
            case RpcError.METHOD_NOT_FOUND -> 404;
            case ModernErrors.HEADER_MISMATCH, ModernErrors.CAPABILITY_MISSING, ModernErrors.UNSUPPORTED_VERSION -> 400;
            default -> 200;
        };
    }

    /** Adds the members of all results of this era. Changes the result itself, as only this call uses it. */
    private ObjectNode stamp(ObjectNode result, String type) {
        result.put("resultType", type);
        ObjectNode meta = Json.object(result, "_meta").map(ObjectNode::deepCopy).orElseGet(Json::object);
        meta.set(Revisions.META_PREFIX + "serverInfo", serverInfo);
        result.set("_meta", meta);
        return result;
    }

    private static void writeCache(CacheHint hint, ObjectNode result) {
        result.put("ttlMs", hint.ttl().toMillis()).put("cacheScope", hint.isShared() ? "public" : "private");
    }
}
