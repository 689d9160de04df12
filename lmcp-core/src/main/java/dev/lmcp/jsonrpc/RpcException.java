package dev.lmcp.jsonrpc;

/**
 * A refusal that reaches the caller as a JSON-RPC error.
 *
 * <p>It carries no stack trace: it tells of the caller's mistake, not of one in the code.
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

    /** Creates the refusal of parameters ({@link RpcError#INVALID_PARAMS}). */
    public static RpcException invalidParams(String message) {
        return new RpcException(RpcError.INVALID_PARAMS, message);
    }

    /** Returns the error that the caller is sent. */
    public RpcError error() {
        return error;
    }
}
