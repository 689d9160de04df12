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
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.base.Revisions;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.methods.ServerInfo;
import dev.lmcp.spi.Exchange;
import dev.lmcp.spi.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code initialize}: agrees on a revision and opens a session. */
final class LegacyHandshake {

    static final String METHOD = "initialize";

    private final MessageCodec codec;
    private final LegacySessions sessions;
    private final ServerInfo identity;
    private final int maxClientInfoBytes;
    private final ScopePolicy scopes;
    private final AuthChain auth;

    LegacyHandshake(
            MessageCodec codec,
            LegacySessions sessions,
            ServerInfo identity,
            Limits limits,
            ScopePolicy scopes,
            AuthChain auth) {
        this.codec = codec;
        this.sessions = sessions;
        this.identity = identity;
        this.maxClientInfoBytes = limits.of(Limit.MAX_CLIENT_INFO_SIZE);
        this.scopes = scopes;
        this.auth = auth;
    }

    void answer(Exchange exchange, AuthenticatedCaller caller, Message.Request request) {
        Optional<ScopeDemand> lacking = scopes.lacking(caller.principal(), request.method(), Optional.empty());
        if (lacking.isPresent()) {
            exchange.respond(auth.insufficientScope(caller, lacking.get()));
            return;
        }
        Agreement agreement = agree(request, caller.principal(), sessions::open);
        if (agreement.lacksRoom()) {
            exchange.respond(HttpAnswers.busy());
            return;
        }
        Headers json = Headers.of("Content-Type", HttpAnswers.JSON);
        Headers headers = agreement
                .session()
                .map(session -> json.with(LegacySessionHeader.NAME, session.id()))
                .orElse(json);
        exchange.respond(new Exchange.Response(200, headers, codec.write(agreement.response())));
    }

    /** How a handshake ended: a response, and a session if the client was taken. */
    record Agreement(Message.Response response, Optional<LegacySession> session) {

        /** Whether the client was right, and there is no room for a session. */
        boolean lacksRoom() {
            return session.isEmpty() && response instanceof Message.Result;
        }
    }

    /** Opens a session; empty if there is no room for another one. */
    interface Opener {
        Optional<LegacySession> open(
                Principal owner, String version, Optional<ClientInfo> client, ClientCapabilities capabilities);
    }

    /** Agrees on a revision, and opens a session for it. */
    Agreement agree(Message.Request request, Principal owner, Opener opener) {
        ObjectNode params = request.params();
        Optional<String> wanted = Json.text(params, "protocolVersion");
        Optional<ObjectNode> capabilities = Json.object(params, "capabilities");
        Optional<ObjectNode> info = Json.object(params, "clientInfo");
        if (wanted.isEmpty() || capabilities.isEmpty() || info.isEmpty()) {
            return new Agreement(new Message.Failure(Optional.of(request.id()), refusal(params)), Optional.empty());
        }
        String version = Revisions.LEGACY.contains(wanted.get()) ? wanted.get() : Revisions.LEGACY.get(0);
        Optional<LegacySession> session =
                opener.open(owner, version, client(info.get()), new ClientCapabilities(bounded(capabilities.get())));
        return new Agreement(new Message.Result(request.id(), LegacyViews.welcome(version, identity)), session);
    }

    private static RpcError refusal(ObjectNode params) {
        ObjectNode data = Json.object();
        ArrayNode supported = data.putArray("supported");
        Revisions.LEGACY.forEach(supported::add);
        Json.putIf(data, "requested", Json.text(params, "protocolVersion"));
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

    /** What is kept of the client's own words; a stranger does not decide how much memory that takes. */
    private Optional<ClientInfo> client(ObjectNode info) {
        int each = maxClientInfoBytes / 6;
        ClientInfo client = ClientInfo.of(
                cut(Json.text(info, "name").orElse(""), each),
                cut(Json.text(info, "version").orElse(""), each));
        return Optional.of(Json.text(info, "title")
                .map(title -> client.withTitle(cut(title, each)))
                .orElse(client));
    }

    private static String cut(String text, int max) {
        // a copy, so that the long one can go
        return text.length() <= max ? text : new String(text.substring(0, max).toCharArray());
    }

    /** Only the capabilities that the server asks about, and of those only that they are there. */
    private static ObjectNode bounded(ObjectNode capabilities) {
        ObjectNode kept = Json.object();
        for (String name : new String[] {"elicitation", "sampling", "roots"}) {
            JsonNode capability = capabilities.path(name);
            if (capability.isObject()) {
                ObjectNode inner = kept.putObject(name);
                for (String detail : new String[] {"form", "url", "tools", "context"}) {
                    if (capability.path(detail).isObject()) {
                        inner.putObject(detail);
                    }
                }
            }
        }
        return kept;
    }
}
