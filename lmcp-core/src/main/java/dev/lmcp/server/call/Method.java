package dev.lmcp.server.call;

/** The implementation of a JSON-RPC method. Eras that have the method share it. */
@FunctionalInterface
public interface Method {

    /**
     * Resolves a request to its operation, once.
     *
     * @throws dev.lmcp.jsonrpc.RpcException if the header fields do not match the request, or if the parameters are
     *     invalid
     */
    Operation resolve(IncomingRequest request);

    /** Returns a method whose requests have no target for the scope rules. */
    static Method of(Operation operation) {
        return request -> operation;
    }
}
