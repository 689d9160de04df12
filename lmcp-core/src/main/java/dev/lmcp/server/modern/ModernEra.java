package dev.lmcp.server.modern;

import dev.lmcp.CacheHint;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.base.HttpAnswers;
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
 * The era from 2026-07-28 on: every request carries all that there is to know, and a connection that closes cancels it.
 *
 * <p>The checks stand here in the order in which they decide (MCP 2026-07-28 transports §Server Validation, basic
 * §Request Metadata, versioning §Protocol Version Negotiation).
 */
public final class ModernEra {

    private final MessageCodec codec;
    private final Dispatcher dispatcher;
    private final ModernRendering rendering;
    private final StateSeal seal;
    private final Map<String, Method> methods;
    private final ResponseContext responses;

    private ModernEra(EraDependencies parts, Map<String, Method> methods, StateSeal seal) {
        this.codec = parts.responses().codec();
        this.dispatcher = parts.dispatcher();
        this.rendering = new ModernRendering(parts.serverInfo(), seal);
        this.seal = seal;
        this.methods = Map.copyOf(methods);
        this.responses = parts.responses();
    }

    /**
     * Puts the era together.
     *
     * @param lists how long clients may keep lists
     * @param sealKey 32 bytes that seal the state of questions, which clients carry
     * @param clock tells when such a state is too old
     */
    public static ModernEra of(EraDependencies parts, CacheHint lists, byte[] sealKey, InstantSource clock) {
        ModernListen listen = new ModernListen(parts.streams(), parts.changes(), parts.limits());
        ModernTasks tasks = new ModernTasks(parts.tasks(), parts.runner());
        return new ModernEra(
                parts,
                ModernMethods.of(parts.methods(), parts.serverInfo(), lists, listen, tasks),
                new StateSeal(
                        parts.responses().codec(),
                        sealKey,
                        clock,
                        parts.limits().of(Limit.QUESTION_TIMEOUT)));
    }

    /** Answers a message whose header names this version, if it names any. */
    public void post(Exchange exchange, Optional<String> version, AuthenticatedCaller caller, Message message) {
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
        dispatch(incoming);
    }

    private void dispatch(ModernRequest incoming) {
        dispatcher.dispatch(
                incoming, rendering.of(incoming.message(), incoming.caller().principal()));
    }

    private ModernRequest admit(
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
        return incoming(
                request, caller, capabilities, Optional.of(exchange), new ModernResponseWriter(exchange, responses));
    }

    /** Takes a message from a channel, which has no headers; returns the work on it, if there is any. */
    public Optional<ChannelWork> message(ChannelPeer peer, Message message) {
        CancellableRequests.cancelledBy(message).ifPresent(peer.requests()::cancel);
        if (!(message instanceof Message.Request request)) {
            return Optional.empty();
        }
        ChannelResponseWriter writer = ChannelResponseWriter.to(peer, peer.requests(), request.id());
        try {
            ModernMeta.checkVersion(ModernMeta.version(request));
            ModernRequest incoming =
                    incoming(request, peer.caller(), ModernMeta.capabilities(request), Optional.empty(), writer);
            return Optional.of(new ChannelWork(writer, () -> dispatch(incoming)));
        } catch (RpcException e) {
            writer.finish(400, new Message.Failure(Optional.of(request.id()), e.error()));
            return Optional.empty();
        }
    }

    private ModernRequest incoming(
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
