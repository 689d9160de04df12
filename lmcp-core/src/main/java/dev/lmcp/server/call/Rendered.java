package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.spi.Exchange;

/** A result as an era renders it. It ends the response to its request. */
public sealed interface Rendered {

    /** Ends the response. */
    void sendTo(ResponseWriter writer);

    /** A JSON-RPC response. The status is for HTTP. It has no effect after a stream has begun. */
    record Response(int status, Message.Response message) implements Rendered {

        @Override
        public void sendTo(ResponseWriter writer) {
            writer.finish(status, message);
        }
    }

    /** An HTTP response without a JSON-RPC response. */
    record Refusal(Exchange.Response response) implements Rendered {

        @Override
        public void sendTo(ResponseWriter writer) {
            writer.refuse(response);
        }
    }

    /** No response, as the request was cancelled. */
    record NoResponse() implements Rendered {

        @Override
        public void sendTo(ResponseWriter writer) {
            writer.abandon();
        }
    }

    /** No response yet: the stream stays open, and its last message is the response. */
    record OpenStream() implements Rendered {

        @Override
        public void sendTo(ResponseWriter writer) {
            // the end of the stream sends the response
        }
    }
}
