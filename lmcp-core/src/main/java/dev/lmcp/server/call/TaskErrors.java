package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;

/** The errors of tasks, which have the same words in memory and in the store of several nodes. */
public final class TaskErrors {

    /** The end of a task whose result cannot be kept. */
    public static final CallResult RESULT_TOO_LARGE =
            new CallResult.Failed(new RpcError(RpcError.INTERNAL_ERROR, "The task's result is too large to keep"));

    private TaskErrors() {}

    /** Returns the error of a task for which there is no room. */
    public static RpcException tooMany() {
        return new RpcException(RpcError.INTERNAL_ERROR, "Too many tasks are running; try again later");
    }

    /** Returns the error of a task whose request cannot be kept. */
    public static RpcException requestTooLarge() {
        return new RpcException(RpcError.INVALID_PARAMS, "The request is too large for a task");
    }
}
