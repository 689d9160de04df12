package dev.lmcp.jsonrpc;

import java.util.Optional;

/** The bytes are not a JSON-RPC message. The response has the id of the message if it could be read. */
public final class InvalidMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<RequestId> id;
    private final transient RpcError error;

    InvalidMessageException(Optional<RequestId> id, RpcError error) {
        super(error.message(), null, false, false);
        this.id = id;
        this.error = error;
    }

    /** Returns the response to send. */
    public Message.Failure failure() {
        return new Message.Failure(id, error);
    }
}
