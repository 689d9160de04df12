package dev.lmcp.server;

import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.methods.Catalog;
import dev.lmcp.server.modern.ModernClientRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/** Serves callers in the same process, without a socket: the modern era, with the principal that the caller passes. */
public final class InProcessEndpoint {

    private final String path;
    private final Eras eras;
    private final Catalog catalog;
    private final MessageCodec codec;
    private final AtomicLong lastId = new AtomicLong();

    InProcessEndpoint(String path, Eras eras, Catalog catalog, MessageCodec codec) {
        this.path = path;
        this.eras = eras;
        this.catalog = catalog;
        this.codec = codec;
    }

    /**
     * Sends a request with all header fields that an HTTP client would send, and waits for the response.
     *
     * @param params the parameters without {@code _meta}
     * @param capabilities the client capabilities of the caller
     * @return the notifications, if any, and the response as the last message
     */
    public List<Message> send(String method, ObjectNode params, ObjectNode capabilities, Principal principal) {
        ModernClientRequest built = ModernClientRequest.of(method, params, capabilities, catalog.tools()::find);
        Message.Request request = new Message.Request(RequestId.of(lastId.incrementAndGet()), method, built.params());
        LocalExchange exchange = new LocalExchange(path, built.headers(), codec);
        eras.post(exchange, new AuthenticatedCaller(principal, () -> true, Optional.empty()), codec.write(request));
        return exchange.messages();
    }
}
