package dev.lmcp.server;

import dev.lmcp.CacheHint;
import dev.lmcp.InputRequest;
import dev.lmcp.jsonrpc.RpcError;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the work on a request ended; each era has its own words for it. */
sealed interface CallResult {

    /** It is done; some results may be kept by the client for a while. */
    record Completed(ObjectNode result, Optional<CacheHint> cache) implements CallResult {

        Completed(ObjectNode result) {
            this(result, Optional.empty());
        }
    }

    /** It cannot be done, for a reason that the protocol has a code for. */
    record Failed(RpcError error) implements CallResult {}

    /** There is no resource at this URI; the eras have different codes for that. */
    record ResourceMissing(String uri) implements CallResult {}

    /** It goes on when the client has answered these questions, besides those it has answered already. */
    record InputRequired(Map<String, InputRequest<?>> questions, Map<String, JsonNode> answered)
            implements CallResult {}

    /** It needs something of the client that the client did not declare. */
    record CapabilityMissing(ObjectNode required) implements CallResult {}

    /** Its handler wants to go on as a task. */
    record ContinueAsTask() implements CallResult {}

    /** It goes on as a task. */
    record TaskCreated(Task task) implements CallResult {}

    /** It goes on without a thread, on a stream that was opened for it. */
    record Detached() implements CallResult {}

    /** Nobody waits for it any more. */
    record Cancelled() implements CallResult {}
}
