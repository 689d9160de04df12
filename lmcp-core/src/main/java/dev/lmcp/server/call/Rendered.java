package dev.lmcp.server.call;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.spi.Exchange;

/** A result in the words of an era: how the response to its request ends. */
public sealed interface Rendered {

    /** Ends the response. */
    void sendTo(ResponseWriter writer);

    /** A JSON-RPC response. The status is for HTTP, and has no effect if a stream has begun. */
    record Response(int status, Message.Response message) implements Rendered {

        @Override
        public void sendTo(ResponseWriter writer) {
            writer.finish(status, message);
        }
    }

    /** An HTTP response that is no JSON-RPC response. */
    record Refusal(Exchange.Response response) implements Rendered {

        @Override
        public void sendTo(ResponseWriter writer) {
            writer.refuse(response);
        }
    }

    /** No response, as the caller does not wait for one. */
    record NoResponse() implements Rendered {

        @Override
        public void sendTo(ResponseWriter writer) {
            writer.abandon();
        }
    }

    /** Nothing now: the stream goes on, and its last message is the response. */
    record OpenStream() implements Rendered {

        @Override
        public void sendTo(ResponseWriter writer) {
            // whatever ends the stream sends the response
        }
    }
}
