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

/** Serves callers of the same process: the modern era without a socket, with the principal that the caller names. */
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
     * Sends a request with every header that a client of HTTP would send, and waits for the messages that answer it.
     *
     * @param params the parameters without {@code _meta}
     * @param capabilities what the caller can do
     * @return notifications, if any, and the response as the last one
     */
    public List<Message> send(String method, ObjectNode params, ObjectNode capabilities, Principal principal) {
        ModernClientRequest sent = ModernClientRequest.of(method, params, capabilities, catalog.tools()::find);
        Message.Request request = new Message.Request(RequestId.of(lastId.incrementAndGet()), method, sent.params());
        LocalExchange exchange = new LocalExchange(path, sent.headers(), codec);
        eras.post(exchange, new AuthenticatedCaller(principal, () -> true, Optional.empty()), codec.write(request));
        return exchange.messages();
    }
}
