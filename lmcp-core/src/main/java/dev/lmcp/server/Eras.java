package dev.lmcp.server;

import dev.lmcp.jsonrpc.InvalidMessageException;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.spi.Exchange;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Tells the eras apart, message by message: the modern one carries its facts in every request, the legacy one in a
 * session. Nothing is remembered for a connection (MCP 2026-07-28 basic/versioning §Backward Compatibility).
 */
final class Eras {

    static final String MODERN = "2026-07-28";
    static final List<String> LEGACY = List.of("2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05");
    static final String VERSION_HEADER = "MCP-Protocol-Version";

    static final String META_PREFIX = "io.modelcontextprotocol/";
    /** The one that must be there comes first. */
    private static final List<String> PER_REQUEST_KEYS = List.of(
            META_PREFIX + "protocolVersion",
            META_PREFIX + "clientCapabilities",
            META_PREFIX + "clientInfo",
            META_PREFIX + "logLevel");

    private final MessageCodec codec;
    private final ModernEra modern;
    private final LegacyEra legacy;

    Eras(MessageCodec codec, ModernEra modern, LegacyEra legacy) {
        this.codec = codec;
        this.modern = modern;
        this.legacy = legacy;
    }

    /** Answers the message or batch in a POST body. */
    void post(Exchange exchange, AuthChain.Outcome.Admitted caller, byte[] body) {
        try {
            JsonNode tree = codec.readTree(body);
            if (tree.isArray()) {
                legacy.batch(exchange, caller, tree);
                return;
            }
            Optional<String> version = version(exchange);
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

    /** Answers a GET: a stream in the legacy era, nothing in the modern one. */
    void get(Exchange exchange, AuthChain.Outcome.Admitted caller) {
        if (isModernVersion(version(exchange))) {
            exchange.respond(HttpAnswers.methodNotAllowed("POST"));
        } else {
            legacy.get(exchange, caller);
        }
    }

    /** Answers a DELETE: the end of a session in the legacy era, nothing in the modern one. */
    void delete(Exchange exchange, AuthChain.Outcome.Admitted caller) {
        if (isModernVersion(version(exchange))) {
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
        return version.isPresent() && !LEGACY.contains(version.get());
    }

    /** The version header, trimmed; the lines joined where there are several, so that they equal no version. */
    static Optional<String> version(Exchange exchange) {
        List<String> lines = exchange.headers(VERSION_HEADER);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of((lines.size() == 1 ? lines.get(0) : String.join(",", lines)).strip());
    }

    /** Every version served, newest first. */
    static List<String> supported() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(MODERN), LEGACY.stream())
                .toList();
    }
}
