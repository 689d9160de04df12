package dev.lmcp.server.legacy;

import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.base.HttpAnswers;
import dev.lmcp.spi.Exchange;
import java.util.List;
import java.util.Optional;

/** The header field with the id of a session (MCP 2025-11-25 transports §Session Management). */
final class LegacySessionHeader {

    static final String NAME = "Mcp-Session-Id";

    private final LegacySessions sessions;

    LegacySessionHeader(LegacySessions sessions) {
        this.sessions = sessions;
    }

    static boolean isPresent(Exchange exchange) {
        return !exchange.headers(NAME).isEmpty();
    }

    /** Returns the caller's session. If there is none, sends the response and returns empty. */
    Optional<LegacySession> find(Exchange exchange, AuthenticatedCaller caller) {
        List<String> ids = exchange.headers(NAME);
        if (ids.size() != 1) {
            exchange.respond(HttpAnswers.refusal(
                    400,
                    RpcError.INVALID_REQUEST,
                    "Invalid request: " + NAME + " must occur exactly once; begin with initialize"));
            return Optional.empty();
        }
        SessionLookup found = sessions.find(ids.get(0).strip(), caller.principal());
        if (found.isRefused()) {
            exchange.respond(HttpAnswers.busy());
        } else if (found.session().isEmpty()) {
            exchange.respond(HttpAnswers.refusal(
                    404, RpcError.INVALID_REQUEST, "Session not found; begin a new one with initialize"));
        }
        return found.session();
    }
}
