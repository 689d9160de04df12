package dev.lmcp.jsonrpc;

import java.util.Optional;

/** Bytes that are no JSON-RPC message, with the id to answer to where one could be read. */
public final class InvalidMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<RequestId> id;
    private final transient RpcError error;

    InvalidMessageException(Optional<RequestId> id, RpcError error) {
        super(error.message(), null, false, false);
        this.id = id;
        this.error = error;
    }

    /** Returns the failure to answer with. */
    public Message.Failure failure() {
        return new Message.Failure(id, error);
    }
}
