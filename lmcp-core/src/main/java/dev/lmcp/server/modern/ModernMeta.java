package dev.lmcp.server.modern;

import dev.lmcp.ClientInfo;
import dev.lmcp.LogLevel;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.jsonrpc.RpcException;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.LogLevels;
import dev.lmcp.server.base.Revisions;
import dev.lmcp.server.call.ClientCapabilities;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The members of {@code _meta} in requests of the modern era (MCP 2026-07-28 basic §Request Metadata).
 *
 * <p>Each member has its own method, as {@link ModernEra} decides the order of the checks.
 */
final class ModernMeta {

    static final String VERSION = Revisions.META_PREFIX + "protocolVersion";

    private static final String CAPABILITIES = Revisions.META_PREFIX + "clientCapabilities";
    private static final String CLIENT = Revisions.META_PREFIX + "clientInfo";
    private static final String LOG_LEVEL = Revisions.META_PREFIX + "logLevel";

    private ModernMeta() {}

    private static JsonNode meta(Message.Request request) {
        return request.params().path("_meta");
    }

    static String version(Message.Request request) {
        return Json.text(meta(request), VERSION)
                .orElseThrow(() -> RpcException.invalidParams("'_meta' must have the string '" + VERSION + "'"));
    }

    /**
     * Throws an exception if the version is not of this era (MCP 2026-07-28 versioning §Protocol Version Negotiation).
     */
    static void checkVersion(String version) {
        if (version.equals(Revisions.MODERN)) {
            return;
        }
        if (Revisions.LEGACY.contains(version)) {
            // not an error code of this era: a client of both eras then falls back to initialize instead of a retry
            throw new RpcException(
                    RpcError.INVALID_REQUEST,
                    "Invalid request: version " + version + " needs a session; begin with initialize");
        }
        ObjectNode data = Json.object();
        ArrayNode supported = data.putArray("supported");
        Revisions.supported().forEach(supported::add);
        data.put("requested", version);
        throw new RpcException(new RpcError(ModernErrors.UNSUPPORTED_VERSION, "Unsupported protocol version", data));
    }

    static ClientCapabilities capabilities(Message.Request request) {
        return Json.object(meta(request), CAPABILITIES)
                .map(ClientCapabilities::new)
                .orElseThrow(() -> RpcException.invalidParams("'_meta' must have the object '" + CAPABILITIES + "'"));
    }

    static Optional<ClientInfo> client(Message.Request request) {
        return Json.object(meta(request), CLIENT).map(info -> {
            ClientInfo client = ClientInfo.of(
                    Json.text(info, "name").orElse(""),
                    Json.text(info, "version").orElse(""));
            return Json.text(info, "title").map(client::withTitle).orElse(client);
        });
    }

    static Optional<LogLevel> logLevel(Message.Request request) {
        JsonNode level = meta(request).path(LOG_LEVEL);
        if (level.isMissingNode() || level.isNull()) {
            return Optional.empty();
        }
        return Optional.of(LogLevel.named(level.stringValue(""))
                .orElseThrow(() -> RpcException.invalidParams(
                        Json.found(meta(request), LOG_LEVEL) + "; expected one of " + LogLevels.NAMES)));
    }

    /** Writes the required members. */
    static void write(ObjectNode meta, ObjectNode capabilities) {
        meta.put(VERSION, Revisions.MODERN).set(CAPABILITIES, capabilities);
    }
}
