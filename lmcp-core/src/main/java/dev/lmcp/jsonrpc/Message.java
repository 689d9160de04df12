package dev.lmcp.jsonrpc;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One JSON-RPC 2.0 message: a request, a notification, or the response to a request. */
public sealed interface Message {

    /** A message that names a method: a request or a notification. */
    sealed interface Invocation extends Message {

        /** Returns the method's name. */
        String method();

        /** Returns the {@code params} object, an empty one where the message has none. Not to be modified. */
        ObjectNode params();

        /** Returns whether {@code params} was present. */
        boolean hasParams();
    }

    /** A call that wants a response. */
    record Request(RequestId id, String method, ObjectNode params, boolean hasParams) implements Invocation {

        /** Creates a request with parameters. */
        public Request(RequestId id, String method, ObjectNode params) {
            this(id, method, params, true);
        }
    }

    /** A call that wants no response. */
    record Notification(String method, ObjectNode params, boolean hasParams) implements Invocation {

        /** Creates a notification with parameters. */
        public Notification(String method, ObjectNode params) {
            this(method, params, true);
        }
    }

    /** The answer to a request. */
    sealed interface Response extends Message {}

    /** The answer to a request that succeeded. */
    record Result(RequestId id, JsonNode result) implements Response {}

    /** The answer to a request that failed; without an id where none could be read. */
    record Failure(Optional<RequestId> id, RpcError error) implements Response {}
}
