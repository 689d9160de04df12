package dev.lmcp.server.legacy;

import dev.lmcp.ClientInfo;
import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.auth.AuthChain;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.auth.ScopeDemand;
import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.server.base.HttpAnswers;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Revisions;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.methods.ServerInfo;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code initialize}: negotiates a revision and opens a session. */
final class LegacyHandshake {

    static final String METHOD = "initialize";

    private final MessageCodec codec;
    private final LegacySessions sessions;
    private final ServerInfo serverInfo;
    private final ScopePolicy scopes;
    private final AuthChain auth;

    LegacyHandshake(
            MessageCodec codec, LegacySessions sessions, ServerInfo serverInfo, ScopePolicy scopes, AuthChain auth) {
        this.codec = codec;
        this.sessions = sessions;
        this.serverInfo = serverInfo;
        this.scopes = scopes;
        this.auth = auth;
    }

    void answer(Exchange exchange, AuthenticatedCaller caller, Message.Request request) {
        Optional<ScopeDemand> missing = scopes.missingFor(caller.principal(), request.method(), Optional.empty());
        if (missing.isPresent()) {
            exchange.respond(auth.insufficientScope(caller, missing.get()));
            return;
        }
        Initialization initialization = initialize(request, caller.principal(), sessions::open);
        if (initialization.isUnavailable()) {
            exchange.respond(HttpAnswers.busy());
            return;
        }
        Headers json = Headers.of("Content-Type", HttpAnswers.JSON);
        Headers headers = initialization
                .session()
                .map(session -> json.with(LegacySessionHeader.NAME, session.id()))
                .orElse(json);
        exchange.respond(new Exchange.Response(200, headers, codec.write(initialization.response())));
    }

    /** The result of {@code initialize}: the response, and the session if there is one. */
    record Initialization(Message.Response response, Optional<LegacySession> session) {

        /** Returns whether the request is valid, but no session could be opened. */
        boolean isUnavailable() {
            return session.isEmpty() && response instanceof Message.Result;
        }
    }

    /** Opens a session. Returns empty if no session can be opened. */
    interface Opener {
        Optional<LegacySession> open(
                Principal owner, String version, Optional<ClientInfo> client, ClientCapabilities capabilities);
    }

    /** Negotiates a revision, and opens a session for it. */
    Initialization initialize(Message.Request request, Principal owner, Opener opener) {
        ObjectNode params = request.params();
        Optional<String> requested = Json.text(params, "protocolVersion");
        Optional<ObjectNode> capabilities = Json.object(params, "capabilities");
        Optional<ObjectNode> info = Json.object(params, "clientInfo");
        if (requested.isEmpty() || capabilities.isEmpty() || info.isEmpty()) {
            return new Initialization(
                    new Message.Failure(Optional.of(request.id()), refusal(params)), Optional.empty());
        }
        String version = Revisions.LEGACY.contains(requested.get()) ? requested.get() : Revisions.LEGACY.get(0);
        Optional<LegacySession> session = opener.open(
                owner, version, Optional.of(client(info.get())), new ClientCapabilities(capabilities.get()));
        return new Initialization(
                new Message.Result(request.id(), LegacyDowngrade.initializeResult(version, serverInfo)), session);
    }

    private static RpcError refusal(ObjectNode params) {
        ObjectNode data = Json.object();
        ArrayNode supported = data.putArray("supported");
        Revisions.LEGACY.forEach(supported::add);
        Json.putIfPresent(data, "requested", Json.text(params, "protocolVersion"));
        List<String> faults = new ArrayList<>();
        if (Json.text(params, "protocolVersion").isEmpty()) {
            faults.add(Json.found(params, "protocolVersion") + "; expected a string such as '" + Revisions.LEGACY.get(0)
                    + "'");
        }
        for (String member : List.of("capabilities", "clientInfo")) {
            if (Json.object(params, member).isEmpty()) {
                faults.add(Json.found(params, member) + "; expected an object");
            }
        }
        return new RpcError(RpcError.INVALID_PARAMS, String.join(". ", faults), data);
    }

    private static ClientInfo client(ObjectNode info) {
        ClientInfo client = ClientInfo.of(
                Json.text(info, "name").orElse(""), Json.text(info, "version").orElse(""));
        return Json.text(info, "title").map(client::withTitle).orElse(client);
    }
}
