package dev.lmcp.server.call;

/** What the server does for one JSON-RPC method; the same in every era that has it. */
@FunctionalInterface
public interface Method {

    /**
     * Looks up what a request is about, once.
     *
     * @throws dev.lmcp.jsonrpc.RpcException if the request does not fit its era's headers, or cannot be read
     */
    Operation resolve(IncomingRequest incoming);

    /** A method whose requests are about nothing that scope rules name. */
    static Method of(Operation operation) {
        return incoming -> operation;
    }
}
