package dev.lmcp.server.base;

import dev.lmcp.jsonrpc.RpcError;

/** Messages and errors for failures of the server itself. */
public final class ServerErrors {

    /** The message if too many calls are running, or if the server is stopping. */
    public static final String BUSY = "The server is busy; try again later";

    static final String TOO_MANY_OPEN = "Too many open calls or streams for this caller; close some or retry later";

    /** The error of a call that the server's stop has ended. */
    public static final RpcError STOPPING =
            new RpcError(RpcError.INTERNAL_ERROR, "The server is stopping; try again later");

    private ServerErrors() {}

    /** Returns the error of a failure that the log has under this incident. */
    public static RpcError internal(String incident) {
        RpcError error = RpcError.internalError();
        return new RpcError(error.code(), error.message() + " under incident " + incident);
    }
}
