package dev.lmcp.server.call;

import dev.lmcp.CacheHint;
import dev.lmcp.InputRequest;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.spi.Exchange;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The result of a request, before it is rendered for the request's era. */
public sealed interface CallResult {

    /** Calls the visitor's method for this kind of result. */
    <R> R accept(Visitor<R> visitor);

    /**
     * Has one method for each kind of result, so that the compiler reports a missing kind.
     *
     * @param <R> the type that the visitor returns
     */
    interface Visitor<R> {

        R completed(Completed result);

        R failed(Failed result);

        R resourceMissing(ResourceMissing result);

        R inputRequired(InputRequired result);

        R capabilityMissing(CapabilityMissing result);

        R continueAsTask();

        R taskCreated(TaskCreated result);

        R detached();

        R refused(Refused result);

        R cancelled();
    }

    /** The request succeeded. A client may cache the result if there is a hint. */
    record Completed(ObjectNode result, Optional<CacheHint> cache) implements CallResult {

        public Completed(ObjectNode result) {
            this(result, Optional.empty());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.completed(this);
        }
    }

    /** The request failed with a JSON-RPC error. */
    record Failed(RpcError error) implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.failed(this);
        }
    }

    /** There is no resource with this URI. The eras have different error codes for this. */
    record ResourceMissing(String uri) implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.resourceMissing(this);
        }
    }

    /** The handler needs answers to these questions, in addition to the answers that it has. */
    record InputRequired(Map<String, InputRequest<?>> questions, Map<String, JsonNode> answered) implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.inputRequired(this);
        }
    }

    /** The handler needs a capability that the client did not declare. */
    record CapabilityMissing(ObjectNode required) implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.capabilityMissing(this);
        }
    }

    /** The handler asked to continue as a task. */
    record ContinueAsTask() implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.continueAsTask();
        }
    }

    /** The request continues as a task. */
    record TaskCreated(Task task) implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.taskCreated(this);
        }
    }

    /** The request opened a stream. The stream stays open without a thread. */
    record Detached() implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.detached();
        }
    }

    /** The server refuses the request with an HTTP status. */
    record Refused(Exchange.Response response) implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.refused(this);
        }
    }

    /** The request was cancelled, so there is no response. */
    record Cancelled() implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.cancelled();
        }
    }
}
