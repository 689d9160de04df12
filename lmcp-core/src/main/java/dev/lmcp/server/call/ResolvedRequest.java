package dev.lmcp.server.call;

import java.util.Optional;

/**
 * A request with its operation.
 *
 * @param incoming the request
 * @param rendering puts its result in the words of its era
 * @param operation its work; empty if its era does not have the method
 */
public record ResolvedRequest(
        IncomingRequest incoming, CallResult.Visitor<Rendered> rendering, Optional<Operation> operation) {

    /**
     * Resolves a request.
     *
     * @throws dev.lmcp.jsonrpc.RpcException if the request does not fit its era's headers, or cannot be read
     */
    public static ResolvedRequest of(IncomingRequest incoming, CallResult.Visitor<Rendered> rendering) {
        return new ResolvedRequest(incoming, rendering, incoming.method().map(method -> method.resolve(incoming)));
    }

    /** Sends the response. */
    void finish(CallResult result) {
        result.accept(rendering).sendTo(incoming.writer());
    }
}
