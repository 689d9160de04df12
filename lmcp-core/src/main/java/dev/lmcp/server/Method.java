package dev.lmcp.server;

import java.util.List;

/** What the server does for one JSON-RPC method; the same in every era that has it. */
@FunctionalInterface
interface Method {

    /** Does the work; a throw is a refusal where it is an {@code RpcException}, and otherwise a failure. */
    CallResult run(RunningCall call) throws Exception;

    /** What the request is about, for the scope rules; refuses what its era's headers do not fit. */
    default List<Target> admit(IncomingRequest incoming) {
        return List.of();
    }
}
