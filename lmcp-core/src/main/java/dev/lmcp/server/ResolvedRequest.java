package dev.lmcp.server;

import java.util.Optional;

/**
 * A request with its operation.
 *
 * @param incoming the request
 * @param operation its work; empty if its era does not have the method
 */
record ResolvedRequest(IncomingRequest incoming, Optional<Operation> operation) {

    /**
     * Resolves a request.
     *
     * @throws dev.lmcp.jsonrpc.RpcException if the request does not fit its era's headers, or cannot be read
     */
    static ResolvedRequest of(IncomingRequest incoming) {
        return new ResolvedRequest(incoming, incoming.method().map(method -> method.resolve(incoming)));
    }
}
