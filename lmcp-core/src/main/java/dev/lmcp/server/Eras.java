package dev.lmcp.server;

import dev.lmcp.jsonrpc.InvalidMessageException;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RequestId;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.base.HttpResponses;
import dev.lmcp.server.base.Revisions;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.ChannelPeer;
import dev.lmcp.server.call.ChannelWork;
import dev.lmcp.server.legacy.LegacyEra;
import dev.lmcp.server.modern.ModernEra;
import dev.lmcp.spi.Exchange;
import dev.lmcp.text.SafeText;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Decides for each message which era it belongs to, and hands it to that era.
 *
 * <p>The modern era has its version and capabilities in every request; the legacy era keeps them in a session. Nothing is
 * remembered for a connection (MCP 2026-07-28 basic/versioning §Backward Compatibility).
 */
public final class Eras {

    /** The response header fields that belong to one era; web pages may read them. */
    public static final List<String> RESPONSE_HEADERS = List.of(LegacyEra.SESSION_HEADER);

    /** Keys of {@code _meta} that mark a modern request; the required key comes first. */
    private static final List<String> PER_REQUEST_KEYS = List.of(
            Revisions.META_PREFIX + "protocolVersion",
            Revisions.META_PREFIX + "clientCapabilities",
            Revisions.META_PREFIX + "clientInfo",
            Revisions.META_PREFIX + "logLevel");

    private final MessageCodec codec;
    private final ModernEra modern;
    private final LegacyEra legacy;

    Eras(MessageCodec codec, ModernEra modern, LegacyEra legacy) {
        this.codec = codec;
        this.modern = modern;
        this.legacy = legacy;
    }

    /** Answers the message or batch in a POST body. */
    void post(Exchange exchange, AuthenticatedCaller caller, byte[] body) {
        try {
            JsonNode tree = codec.readTree(body);
            Optional<String> version = Revisions.requested(exchange);
            if (tree.isArray()) {
                if (isServed(exchange, version, Optional.empty())) {
                    exchange.runBlocking(() -> legacy.batch(exchange, caller, tree));
                }
                return;
            }
            boolean isModern = isModern(tree, version);
            // a request of the modern era is told its version's fault in that era's words
            boolean isJudgedByHeader = isModern && !hasMetadata(tree);
            Message message = codec.read(tree);
            if (isJudgedByHeader && !isServed(exchange, version, id(message))) {
                return;
            }
            if (isModern) {
                modern.post(exchange, version, caller, message);
            } else {
                exchange.runBlocking(() -> legacy.post(exchange, caller, message));
            }
        } catch (InvalidMessageException e) {
            exchange.respond(HttpResponses.json(400, codec.write(e.failure())));
        }
    }

    /**
     * Takes a message or batch from a message channel and returns the work that is left, if any.
     *
     * <p>Everything that must happen in the order of arrival is done before this method returns; the work may run on any
     * thread.
     */
    Optional<ChannelWork> message(ChannelPeer peer, byte[] bytes) {
        try {
            JsonNode tree = codec.readTree(bytes);
            if (tree.isArray()) {
                return legacy.batch(peer, tree);
            }
            Message message = codec.read(tree);
            return isModern(tree, Optional.empty()) ? modern.message(peer, message) : legacy.message(peer, message);
        } catch (InvalidMessageException e) {
            peer.write(e.failure());
            return Optional.empty();
        }
    }

    /** Returns the listener that announces changes on a channel, except changes for which the client sent a request. */
    ChangeBus.Listener listener(ChannelPeer peer) {
        return legacy.listener(peer);
    }

    /** Returns whether the request names a session of the legacy era. */
    static boolean namesSession(Exchange exchange) {
        return LegacyEra.namesSession(exchange);
    }

    /** Answers a GET: the legacy era opens a stream, the modern era refuses. */
    void get(Exchange exchange, AuthenticatedCaller caller) {
        Optional<String> version = Revisions.requested(exchange);
        if (!isServed(exchange, version, Optional.empty())) {
            return;
        }
        if (isModernVersion(version)) {
            exchange.respond(HttpResponses.methodNotAllowed("POST"));
        } else {
            legacy.get(exchange, caller);
        }
    }

    /** Answers a DELETE: the legacy era ends a session, the modern era refuses. */
    void delete(Exchange exchange, AuthenticatedCaller caller) {
        Optional<String> version = Revisions.requested(exchange);
        if (!isServed(exchange, version, Optional.empty())) {
            return;
        }
        if (isModernVersion(version)) {
            exchange.respond(HttpResponses.methodNotAllowed("POST"));
        } else {
            legacy.delete(exchange, caller);
        }
    }

    /**
     * Whether the version header names a revision that is served, or is absent; if not, the request has been answered
     * (MCP 2025-11-25 transports §Protocol Version Header). The error has no code of the modern era: it would mislead a
     * client of both.
     */
    private boolean isServed(Exchange exchange, Optional<String> version, Optional<RequestId> id) {
        if (version.isEmpty() || Revisions.supported().contains(version.get())) {
            return true;
        }
        RpcError error = new RpcError(
                RpcError.INVALID_REQUEST,
                "Invalid request: " + Revisions.VERSION_HEADER + " is " + SafeText.quoted(version.get())
                        + "; send one of " + String.join(", ", Revisions.supported()));
        exchange.respond(HttpResponses.json(400, codec.write(new Message.Failure(id, error))));
        return false;
    }

    private static Optional<RequestId> id(Message message) {
        return message instanceof Message.Request request ? Optional.of(request.id()) : Optional.empty();
    }

    private static boolean hasMetadata(JsonNode message) {
        JsonNode meta = message.path("params").path("_meta");
        for (String key : PER_REQUEST_KEYS) {
            if (meta.hasNonNull(key)) {
                return true;
            }
        }
        return false;
    }

    static boolean isModern(JsonNode message, Optional<String> version) {
        if (hasMetadata(message)) {
            return true;
        }
        boolean isHandshake = message.path("method").stringValue("").equals("initialize")
                && message.path("params").hasNonNull("protocolVersion");
        return isModernVersion(version) && !isHandshake;
    }

    private static boolean isModernVersion(Optional<String> version) {
        return version.isPresent() && !Revisions.LEGACY.contains(version.get());
    }
}
