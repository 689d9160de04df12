package dev.lmcp.server;

import dev.lmcp.ClientInfo;
import dev.lmcp.LogLevel;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.spi.Exchange;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The era from 2026-07-28 on: every request carries what there is to know, and a connection that closes cancels it.
 *
 * <p>The checks stand here in the order in which they decide (MCP 2026-07-28 transports §Server Validation, basic
 * §Request Metadata, versioning §Protocol Version Negotiation).
 */
final class ModernEra {

    static final int HEADER_MISMATCH = -32020;
    static final int CAPABILITY_MISSING = -32021;
    static final int UNSUPPORTED_VERSION = -32022;

    static final String TASKS_EXTENSION = "io.modelcontextprotocol/tasks";

    private static final String VERSION_KEY = Revisions.META_PREFIX + "protocolVersion";
    private static final String CAPABILITIES_KEY = Revisions.META_PREFIX + "clientCapabilities";
    private static final String CLIENT_KEY = Revisions.META_PREFIX + "clientInfo";
    private static final String LOG_KEY = Revisions.META_PREFIX + "logLevel";

    private final MessageCodec codec;
    private final Dispatcher dispatcher;
    private final ModernRendering rendering;
    private final StateSeal seal;
    private final Map<String, Method> methods;
    private final ResponseContext responses;

    ModernEra(
            MessageCodec codec,
            Dispatcher dispatcher,
            ModernRendering rendering,
            StateSeal seal,
            Map<String, Method> methods,
            ResponseContext responses) {
        this.codec = codec;
        this.dispatcher = dispatcher;
        this.rendering = rendering;
        this.seal = seal;
        this.methods = Map.copyOf(methods);
        this.responses = responses;
    }

    /** Answers a message whose header says this version, if it says any. */
    void post(Exchange exchange, Optional<String> version, AuthenticatedCaller caller, Message message) {
        if (message instanceof Message.Notification) {
            // none is defined for HTTP, and none needs headers: taken and ignored
            exchange.respond(HttpAnswers.accepted());
        } else if (message instanceof Message.Request request) {
            request(exchange, version, caller, request);
        } else {
            exchange.respond(HttpAnswers.refusal(
                    400, RpcError.INVALID_REQUEST, "Invalid request: a response answers nothing here"));
        }
    }

    private void request(
            Exchange exchange, Optional<String> header, AuthenticatedCaller caller, Message.Request request) {
        ModernRequest incoming;
        try {
            incoming = admit(exchange, header, caller, request);
        } catch (RpcException e) {
            byte[] body = codec.write(new Message.Failure(Optional.of(request.id()), e.error()));
            exchange.respond(HttpAnswers.json(400, body));
            return;
        }
        dispatcher.dispatch(incoming);
    }

    private ModernRequest admit(
            Exchange exchange, Optional<String> header, AuthenticatedCaller caller, Message.Request request) {
        if (header.isEmpty()) {
            throw new RpcException(HEADER_MISMATCH, "Header mismatch: " + Revisions.VERSION_HEADER + " is missing");
        }
        String version = version(request);
        if (!header.get().equals(version)) {
            throw new RpcException(
                    HEADER_MISMATCH,
                    "Header mismatch: " + Revisions.VERSION_HEADER + " does not match '" + VERSION_KEY + "'");
        }
        checkVersion(version);
        ObjectNode capabilities = capabilities(request);
        ModernHeaders.checkMethodAndName(exchange, request.method(), request.params());
        return incoming(
                request, caller, capabilities, Optional.of(exchange), new ModernResponseWriter(exchange, responses));
    }

    /** Takes a message from a stream, on which there are no headers; returns the work on it, if there is any. */
    Optional<ChannelWork> message(ChannelPeer peer, Message message) {
        if (message instanceof Message.Notification notification
                && notification.method().equals("notifications/cancelled")) {
            RequestId.read(notification.params().path("requestId")).ifPresent(peer::cancel);
        }
        if (!(message instanceof Message.Request request)) {
            return Optional.empty();
        }
        ChannelResponseWriter writer = ChannelResponseWriter.to(peer, request.id());
        try {
            checkVersion(version(request));
            ModernRequest incoming = incoming(request, peer.caller(), capabilities(request), Optional.empty(), writer);
            return Optional.of(new ChannelWork(writer, () -> dispatcher.dispatch(incoming)));
        } catch (RpcException e) {
            writer.finish(400, new Message.Failure(Optional.of(request.id()), e.error()));
            return Optional.empty();
        }
    }

    private ModernRequest incoming(
            Message.Request request,
            AuthenticatedCaller caller,
            ObjectNode capabilities,
            Optional<Exchange> exchange,
            ResponseWriter writer) {
        JsonNode meta = request.params().path("_meta");
        return new ModernRequest(
                exchange,
                request,
                caller,
                client(meta),
                new ClientCapabilities(capabilities),
                logLevel(meta),
                seal.answers(request, caller.principal()),
                writer,
                Optional.ofNullable(methods.get(request.method())),
                rendering);
    }

    private static String version(Message.Request request) {
        return Json.text(request.params().path("_meta"), VERSION_KEY)
                .orElseThrow(() -> RpcException.invalidParams("'_meta' must have the string '" + VERSION_KEY + "'"));
    }

    private static ObjectNode capabilities(Message.Request request) {
        return Json.object(request.params().path("_meta"), CAPABILITIES_KEY)
                .orElseThrow(
                        () -> RpcException.invalidParams("'_meta' must have the object '" + CAPABILITIES_KEY + "'"));
    }

    /** Writes what every request of this era carries. */
    static void describe(ObjectNode meta, ObjectNode capabilities) {
        meta.put(VERSION_KEY, Revisions.MODERN).set(CAPABILITIES_KEY, capabilities);
    }

    private static void checkVersion(String version) {
        if (version.equals(Revisions.MODERN)) {
            return;
        }
        if (Revisions.LEGACY.contains(version)) {
            // not a code of this era's, so that a client of both falls back to the handshake instead of trying again
            throw new RpcException(
                    RpcError.INVALID_REQUEST,
                    "Invalid request: version " + version + " is served to sessions that begin with initialize");
        }
        ObjectNode data = Json.object();
        ArrayNode supported = data.putArray("supported");
        Revisions.supported().forEach(supported::add);
        data.put("requested", version);
        throw new RpcException(new RpcError(UNSUPPORTED_VERSION, "Unsupported protocol version", data));
    }

    private static Optional<ClientInfo> client(JsonNode meta) {
        return Json.object(meta, CLIENT_KEY).map(info -> {
            ClientInfo client = ClientInfo.of(
                    Json.text(info, "name").orElse(""),
                    Json.text(info, "version").orElse(""));
            return Json.text(info, "title").map(client::withTitle).orElse(client);
        });
    }

    private static Optional<LogLevel> logLevel(JsonNode meta) {
        JsonNode level = meta.path(LOG_KEY);
        if (level.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(LogLevel.named(level.stringValue(""))
                .orElseThrow(() -> RpcException.invalidParams("'" + LOG_KEY + "' is not a log level")));
    }
}
