package dev.lmcp.jsonrpc;

import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The {@code error} member of a JSON-RPC response (JSON-RPC 2.0 §5.1).
 *
 * @param code one of the constants here, a code of MCP, or an application's own outside of −32768 to −32000
 * @param message one sentence for the caller; never internal text
 * @param data further facts for the caller, as the specification defines them for the code; must not be modified
 */
public record RpcError(int code, String message, Optional<JsonNode> data) {

    /** The bytes are not JSON. */
    public static final int PARSE_ERROR = -32700;

    /** The JSON is not a request that is allowed here. */
    public static final int INVALID_REQUEST = -32600;

    /** There is no such method, or it belongs to a capability that the server does not offer. */
    public static final int METHOD_NOT_FOUND = -32601;

    /** The parameters do not fit the method, or name something that does not exist. */
    public static final int INVALID_PARAMS = -32602;

    /** The server failed; its log has the reason. */
    public static final int INTERNAL_ERROR = -32603;

    /** Checks that nothing is null. */
    public RpcError {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(data, "data");
    }

    /** Creates an error without data. */
    public RpcError(int code, String message) {
        this(code, message, Optional.empty());
    }

    /** Returns the error for a failure whose reason only the log has. */
    public static RpcError internalError() {
        return new RpcError(INTERNAL_ERROR, "Internal error; the server's log has the reason");
    }

    /** Creates an error with data. */
    public RpcError(int code, String message, JsonNode data) {
        this(code, message, Optional.of(data));
    }
}
