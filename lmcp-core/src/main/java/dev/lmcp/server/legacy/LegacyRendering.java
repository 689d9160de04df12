package dev.lmcp.server.legacy;

import dev.lmcp.ToolResult;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.call.Rendered;
import dev.lmcp.server.call.Rendering;
import dev.lmcp.server.methods.ContentJson;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Renders results for the revision of a session. The status is always 200, as 404 means that the session has ended.
 */
final class LegacyRendering {

    private static final int RESOURCE_NOT_FOUND = -32002;

    private final LegacyDowngrade downgrade;

    LegacyRendering(LegacyDowngrade downgrade) {
        this.downgrade = downgrade;
    }

    /** Returns the rendering of the result of this request. It sends nothing. */
    Rendering of(LegacySession session, Message.Request request) {
        return new ForRequest(session, request);
    }

    private final class ForRequest implements Rendering {

        private final LegacySession session;
        private final Message.Request request;

        ForRequest(LegacySession session, Message.Request request) {
            this.session = session;
            this.request = request;
        }

        /** Changes the result itself, as only this call uses it. */
        @Override
        public Rendered completed(CallResult.Completed completed) {
            return result(downgrade.of(session, request.method(), completed.result()));
        }

        @Override
        public Rendered failed(CallResult.Failed failed) {
            return error(failed.error());
        }

        @Override
        public Rendered resourceMissing(CallResult.ResourceMissing missing) {
            ObjectNode data = Json.object().put("uri", missing.uri());
            return error(new RpcError(RESOURCE_NOT_FOUND, "Resource not found", data));
        }

        @Override
        public Rendered inputRequired(CallResult.InputRequired required) {
            throw new IllegalStateException(
                    "questions were rendered for a legacy request; expected an answer to each while the request runs");
        }

        /** A tool returns the error in its result, so that the model can read it. Other methods fail with an error. */
        @Override
        public Rendered capabilityMissing(CallResult.CapabilityMissing missing) {
            String text = session.capabilities().covers(missing.required())
                    ? "The client declared the capability " + ClientCapabilities.names(missing.required())
                            + ", but cannot be asked here: send the request alone, and accept text/event-stream as well"
                    : "The client did not declare the capability " + ClientCapabilities.names(missing.required())
                            + ", which this call needs";
            return request.method().equals("tools/call")
                    ? result(ContentJson.of(ToolResult.error(text)))
                    : error(new RpcError(RpcError.INVALID_REQUEST, text));
        }

        @Override
        public Rendered taskCreated(CallResult.TaskCreated created) {
            return result(LegacyTaskJson.created(created.task()));
        }

        private Rendered result(ObjectNode result) {
            return new Rendered.Response(200, new Message.Result(request.id(), result));
        }

        private Rendered error(RpcError error) {
            return new Rendered.Response(200, new Message.Failure(Optional.of(request.id()), error));
        }
    }
}
