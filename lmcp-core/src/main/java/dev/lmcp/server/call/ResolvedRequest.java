package dev.lmcp.server.call;

import java.util.Optional;

/**
 * A request with its operation.
 *
 * @param request the request
 * @param rendering renders its result for its era
 * @param operation its operation; empty if its era does not have the method
 */
public record ResolvedRequest(IncomingRequest request, Rendering rendering, Optional<Operation> operation) {

    /**
     * Resolves a request.
     *
     * @throws dev.lmcp.jsonrpc.RpcException if the header fields do not match the request, or if the parameters are
     *     invalid
     */
    public static ResolvedRequest of(IncomingRequest request, Rendering rendering) {
        return new ResolvedRequest(request, rendering, request.method().map(method -> method.resolve(request)));
    }

    /** Sends the response. */
    void finish(CallResult result) {
        result.accept(rendering).sendTo(request.writer());
    }
}
