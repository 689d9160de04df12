package dev.lmcp.server.legacy;

import dev.lmcp.ToolResult;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.call.CallResult;
import dev.lmcp.server.call.Rendered;
import dev.lmcp.server.methods.ContentJson;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes results in the words of the legacy era and of the session's revision: always with status 200, as 404 would
 * mean that the session is gone.
 */
final class LegacyRendering {

    private static final int RESOURCE_NOT_FOUND = -32002;

    private final LegacyViews views;

    LegacyRendering(LegacyViews views) {
        this.views = views;
    }

    /** Returns what renders the result of this request; it sends nothing. */
    CallResult.Visitor<Rendered> of(LegacySession session, Message.Request request) {
        return new ForRequest(session, request);
    }

    private final class ForRequest implements CallResult.Visitor<Rendered> {

        private final LegacySession session;
        private final Message.Request request;

        ForRequest(LegacySession session, Message.Request request) {
            this.session = session;
            this.request = request;
        }

        /** The result is the call's own, so it is changed in place. */
        @Override
        public Rendered completed(CallResult.Completed completed) {
            return result(views.of(session, request.method(), completed.result()));
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
                    "questions reached the end of a legacy request; expected them to be asked while it runs");
        }

        /** A tool's failure is for the model to read; other methods can only fail with an error. */
        @Override
        public Rendered capabilityMissing(CallResult.CapabilityMissing missing) {
            String text = session.capabilities().covers(missing.required())
                    ? "The client declared what this needs, but cannot be asked here: send the request alone, and accept"
                            + " text/event-stream as well"
                    : "The client did not declare a capability that this needs";
            return request.method().equals("tools/call")
                    ? result(ContentJson.of(ToolResult.error(text)))
                    : error(new RpcError(RpcError.INVALID_REQUEST, text));
        }

        @Override
        public Rendered continueAsTask() {
            throw new IllegalStateException(
                    "the wish to go on as a task reached the client; expected the dispatcher to begin the task");
        }

        @Override
        public Rendered taskCreated(CallResult.TaskCreated created) {
            return result(LegacyTaskJson.created(created.task()));
        }

        @Override
        public Rendered detached() {
            return new Rendered.OpenStream();
        }

        @Override
        public Rendered refused(CallResult.Refused refused) {
            return new Rendered.Refusal(refused.response());
        }

        @Override
        public Rendered cancelled() {
            return new Rendered.NoResponse();
        }

        private Rendered result(ObjectNode result) {
            return new Rendered.Response(200, new Message.Result(request.id(), result));
        }

        private Rendered error(RpcError error) {
            return new Rendered.Response(200, new Message.Failure(Optional.of(request.id()), error));
        }
    }
}
