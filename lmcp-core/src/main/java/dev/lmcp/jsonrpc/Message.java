package dev.lmcp.jsonrpc;

import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One JSON-RPC 2.0 message: a request, a notification, or the response to a request.
 *
 * <p>A message is read by one part of the server after the other and changed by none: the JSON values in it are not
 * copied, and must not be modified.
 */
public sealed interface Message {

    /** A message that names a method: a request or a notification. */
    sealed interface Invocation extends Message {

        /** Returns the name of the method. */
        String method();

        /** Returns the {@code params} object; an empty one if the message had none. It is always written. */
        ObjectNode params();
    }

    /**
     * A call that wants a response (JSON-RPC 2.0 §4).
     *
     * @param id the id that the response repeats
     * @param method the name of the method
     * @param params the parameters by name
     */
    record Request(RequestId id, String method, ObjectNode params) implements Invocation {

        /** Checks that nothing is null. */
        public Request {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(params, "params");
        }
    }

    /**
     * A call that wants no response (JSON-RPC 2.0 §4.1).
     *
     * @param method the name of the method
     * @param params the parameters by name
     */
    record Notification(String method, ObjectNode params) implements Invocation {

        /** Checks that nothing is null. */
        public Notification {
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(params, "params");
        }
    }

    /** The response to a request (JSON-RPC 2.0 §5). */
    sealed interface Response extends Message {}

    /**
     * The response to a request that succeeded.
     *
     * @param id the id of the request
     * @param result the result; in MCP an object
     */
    record Result(RequestId id, JsonNode result) implements Response {

        /** Checks that nothing is null. */
        public Result {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(result, "result");
        }
    }

    /**
     * The response to a request that failed.
     *
     * @param id the id of the request; empty if none could be read
     * @param error why it failed
     */
    record Failure(Optional<RequestId> id, RpcError error) implements Response {

        /** Checks that nothing is null. */
        public Failure {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(error, "error");
        }
    }
}
