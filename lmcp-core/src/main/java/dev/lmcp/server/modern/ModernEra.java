package dev.lmcp.server.modern;

import dev.lmcp.CacheHint;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.base.HttpResponses;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Revisions;
import dev.lmcp.server.call.CancellableRequests;
import dev.lmcp.server.call.ChannelPeer;
import dev.lmcp.server.call.ChannelResponseWriter;
import dev.lmcp.server.call.ChannelWork;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.call.Dispatcher;
import dev.lmcp.server.call.Method;
import dev.lmcp.server.call.ResponseContext;
import dev.lmcp.server.call.ResponseWriter;
import dev.lmcp.server.methods.EraDependencies;
import dev.lmcp.spi.Exchange;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The era from 2026-07-28 on. A request needs no session, and the end of its connection cancels it.
 *
 * <p>The order of the checks is that of the specification (MCP 2026-07-28 transports §Server Validation, basic §Request
 * Metadata, versioning §Protocol Version Negotiation).
 */
public final class ModernEra {

    private final MessageCodec codec;
    private final Dispatcher dispatcher;
    private final ModernRendering rendering;
    private final StateSeal seal;
    private final Map<String, Method> methods;
    private final ResponseContext responses;

    private ModernEra(EraDependencies dependencies, Map<String, Method> methods, StateSeal seal) {
        this.codec = dependencies.responses().codec();
        this.dispatcher = dependencies.dispatcher();
        this.rendering = new ModernRendering(dependencies.serverInfo(), seal);
        this.seal = seal;
        this.methods = Map.copyOf(methods);
        this.responses = dependencies.responses();
    }

    /**
     * Creates the era.
     *
     * @param lists the cache hint for lists
     * @param keys seal the state of requests with questions
     * @param clock the clock for the expiry of this state
     */
    public static ModernEra of(EraDependencies dependencies, CacheHint lists, KeyRing keys, InstantSource clock) {
        ModernListen listen = new ModernListen(
                dependencies.streams(), dependencies.changes(), dependencies.tasks(), dependencies.limits());
        ModernTasks tasks = new ModernTasks(dependencies.tasks());
        return new ModernEra(
                dependencies,
                ModernMethods.of(dependencies.methods(), dependencies.serverInfo(), lists, listen, tasks),
                new StateSeal(
                        dependencies.responses().codec(),
                        keys,
                        clock,
                        dependencies.limits().of(Limit.QUESTION_TIMEOUT)));
    }

    /** Handles a message. The version is that of the header, if there is one. */
    public void post(Exchange exchange, Optional<String> version, AuthenticatedCaller caller, Message message) {
        if (message instanceof Message.Notification) {
            // this era defines no notification for HTTP, so notifications are accepted and ignored
            exchange.respond(HttpResponses.accepted());
        } else if (message instanceof Message.Request request) {
            request(exchange, version, caller, request);
        } else {
            exchange.respond(HttpResponses.refusal(
                    400, RpcError.INVALID_REQUEST, "Invalid request: the server sends no requests in this version"));
        }
    }

    private void request(
            Exchange exchange, Optional<String> header, AuthenticatedCaller caller, Message.Request request) {
        ModernRequest validated;
        try {
            validated = validate(exchange, header, caller, request);
        } catch (RpcException e) {
            byte[] body = codec.write(new Message.Failure(Optional.of(request.id()), e.error()));
            exchange.respond(HttpResponses.json(400, body));
            return;
        }
        dispatch(validated);
    }

    private void dispatch(ModernRequest request) {
        dispatcher.dispatch(
                request, rendering.of(request.message(), request.caller().principal()));
    }

    private ModernRequest validate(
            Exchange exchange, Optional<String> header, AuthenticatedCaller caller, Message.Request request) {
        if (header.isEmpty()) {
            throw new RpcException(
                    ModernErrors.HEADER_MISMATCH, "Header mismatch: " + Revisions.VERSION_HEADER + " is missing");
        }
        String version = ModernMeta.version(request);
        if (!header.get().equals(version)) {
            throw new RpcException(
                    ModernErrors.HEADER_MISMATCH,
                    "Header mismatch: " + Revisions.VERSION_HEADER + " does not match '" + ModernMeta.VERSION + "'");
        }
        ModernMeta.checkVersion(version);
        ClientCapabilities capabilities = ModernMeta.capabilities(request);
        ModernHeaders.checkMethodAndName(exchange, request.method(), request.params());
        return request(
                request, caller, capabilities, Optional.of(exchange), new ModernResponseWriter(exchange, responses));
    }

    /** Handles a message from a channel. Returns its work, if there is any. A channel has no header fields. */
    public Optional<ChannelWork> message(ChannelPeer peer, Message message) {
        CancellableRequests.cancelledBy(message).ifPresent(peer.requests()::cancel);
        if (!(message instanceof Message.Request request)) {
            return Optional.empty();
        }
        ChannelResponseWriter writer = ChannelResponseWriter.to(peer, peer.requests(), request.id());
        try {
            ModernMeta.checkVersion(ModernMeta.version(request));
            ModernRequest validated =
                    request(request, peer.caller(), ModernMeta.capabilities(request), Optional.empty(), writer);
            return Optional.of(new ChannelWork(writer, () -> dispatch(validated)));
        } catch (RpcException e) {
            writer.finish(400, new Message.Failure(Optional.of(request.id()), e.error()));
            return Optional.empty();
        }
    }

    private ModernRequest request(
            Message.Request request,
            AuthenticatedCaller caller,
            ClientCapabilities capabilities,
            Optional<Exchange> exchange,
            ResponseWriter writer) {
        return new ModernRequest(
                exchange,
                request,
                caller,
                ModernMeta.client(request),
                capabilities,
                ModernMeta.logLevel(request),
                seal.answers(request, caller.principal()),
                writer,
                Optional.ofNullable(methods.get(request.method())));
    }
}
