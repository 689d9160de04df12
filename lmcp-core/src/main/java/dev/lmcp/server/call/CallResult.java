package dev.lmcp.server.call;

import dev.lmcp.CacheHint;
import dev.lmcp.InputRequest;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.spi.Exchange;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the work on a request ended; each era has its own words for it. */
public sealed interface CallResult {

    /** Calls the method of the visitor that is for this kind of result. */
    <R> R accept(Visitor<R> visitor);

    /**
     * One method for each kind of result, so that the compiler asks for the one that is missing.
     *
     * @param <R> what the visitor makes of a result
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

    /** The work is done; some results may be kept by the client for a while. */
    record Completed(ObjectNode result, Optional<CacheHint> cache) implements CallResult {

        public Completed(ObjectNode result) {
            this(result, Optional.empty());
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.completed(this);
        }
    }

    /** The work cannot be done, for a reason that the protocol has a code for. */
    record Failed(RpcError error) implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.failed(this);
        }
    }

    /** There is no resource at this URI; the eras have different codes for that. */
    record ResourceMissing(String uri) implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.resourceMissing(this);
        }
    }

    /** The work goes on when the client has answered these questions, besides those it has answered already. */
    record InputRequired(Map<String, InputRequest<?>> questions, Map<String, JsonNode> answered) implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.inputRequired(this);
        }
    }

    /** The work needs a capability that the client did not declare. */
    record CapabilityMissing(ObjectNode required) implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.capabilityMissing(this);
        }
    }

    /** The handler wants to go on as a task. */
    record ContinueAsTask() implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.continueAsTask();
        }
    }

    /** The work goes on as a task. */
    record TaskCreated(Task task) implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.taskCreated(this);
        }
    }

    /** The stream that was opened for the request goes on, without a thread. */
    record Detached() implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.detached();
        }
    }

    /** The server does not take the request, for a reason that HTTP has a status for. */
    record Refused(Exchange.Response response) implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.refused(this);
        }
    }

    /** The caller does not wait for the response any more. */
    record Cancelled() implements CallResult {

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.cancelled();
        }
    }
}
