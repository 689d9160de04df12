package dev.lmcp.server;

import dev.lmcp.jsonrpc.InvalidMessageException;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.base.HttpAnswers;
import dev.lmcp.server.base.Revisions;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.ChannelPeer;
import dev.lmcp.server.call.ChannelWork;
import dev.lmcp.server.legacy.LegacyEra;
import dev.lmcp.server.modern.ModernEra;
import dev.lmcp.spi.Exchange;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Tells the eras apart, message by message: the modern one carries its facts in every request, the legacy one in a
 * session. Nothing is remembered for a connection (MCP 2026-07-28 basic/versioning §Backward Compatibility).
 */
public final class Eras {

    /** The header fields of responses that only an era knows, for web pages that may read them. */
    public static final List<String> RESPONSE_HEADERS = List.of(LegacyEra.SESSION_HEADER);

    /** The one that must be there comes first. */
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
            if (tree.isArray()) {
                legacy.batch(exchange, caller, tree);
                return;
            }
            Optional<String> version = Revisions.requested(exchange);
            boolean isModern = isModern(tree, version);
            Message message = codec.read(tree);
            if (isModern) {
                modern.post(exchange, version, caller, message);
            } else {
                legacy.post(exchange, caller, message);
            }
        } catch (InvalidMessageException e) {
            exchange.respond(HttpAnswers.json(400, codec.write(e.failure())));
        }
    }

    /**
     * Takes a message or batch from a stream of messages, and returns the work on it, if there is any: what must happen
     * in order has happened by then.
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

    /** Returns what announces changes on a channel, but for those that a request of its client asked for. */
    ChangeBus.Sink listener(ChannelPeer peer) {
        return legacy.listener(peer);
    }

    /** Returns whether the request names a session of the legacy era. */
    static boolean namesSession(Exchange exchange) {
        return LegacyEra.namesSession(exchange);
    }

    /** Answers a GET: a stream in the legacy era, nothing in the modern one. */
    void get(Exchange exchange, AuthenticatedCaller caller) {
        if (isModernVersion(Revisions.requested(exchange))) {
            exchange.respond(HttpAnswers.methodNotAllowed("POST"));
        } else {
            legacy.get(exchange, caller);
        }
    }

    /** Answers a DELETE: the end of a session in the legacy era, nothing in the modern one. */
    void delete(Exchange exchange, AuthenticatedCaller caller) {
        if (isModernVersion(Revisions.requested(exchange))) {
            exchange.respond(HttpAnswers.methodNotAllowed("POST"));
        } else {
            legacy.delete(exchange, caller);
        }
    }

    static boolean isModern(JsonNode message, Optional<String> version) {
        JsonNode meta = message.path("params").path("_meta");
        for (String key : PER_REQUEST_KEYS) {
            if (meta.has(key)) {
                return true;
            }
        }
        boolean handshake = message.path("method").stringValue("").equals("initialize")
                && message.path("params").has("protocolVersion");
        return isModernVersion(version) && !handshake;
    }

    private static boolean isModernVersion(Optional<String> version) {
        return version.isPresent() && !Revisions.LEGACY.contains(version.get());
    }
}
