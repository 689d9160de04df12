package dev.lmcp.server;

import dev.lmcp.ParamHeader;
import dev.lmcp.Principal;
import dev.lmcp.Tool;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.spi.Headers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ObjectNode;

/** A way in for callers of the same process: the modern era without a socket, as whoever they say they are. */
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
        ObjectNode all = params.deepCopy();
        ModernEra.describe(all.withObject("/_meta"), capabilities);
        Message.Request request = new Message.Request(RequestId.of(lastId.incrementAndGet()), method, all);
        LocalExchange exchange = new LocalExchange(path, headers(method, all), codec);
        eras.post(exchange, new AuthenticatedCaller(principal, () -> true, Optional.empty()), codec.write(request));
        return exchange.messages();
    }

    private Headers headers(String method, ObjectNode params) {
        List<ParamHeader> mirrored = method.equals("tools/call")
                ? Json.text(params, "name")
                        .flatMap(catalog.tools()::find)
                        .map(Tool::paramHeaders)
                        .orElse(List.of())
                : List.of();
        return ModernHeaders.of(method, params, mirrored);
    }
}
