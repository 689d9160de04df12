package dev.lmcp.jsonrpc;

/**
 * A refusal that the caller gets as a JSON-RPC error. It has no stack trace, since the mistake is the caller's.
 */
public final class RpcException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RpcError error;

    /** Creates a refusal with this error. */
    public RpcException(RpcError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /** Creates a refusal with this code and message, and no data. */
    public RpcException(int code, String message) {
        this(new RpcError(code, message));
    }

    /** Returns a refusal of the parameters ({@link RpcError#INVALID_PARAMS}). */
    public static RpcException invalidParams(String message) {
        return new RpcException(RpcError.INVALID_PARAMS, message);
    }

    /** Returns the error that is sent to the caller. */
    public RpcError error() {
        return error;
    }
}
