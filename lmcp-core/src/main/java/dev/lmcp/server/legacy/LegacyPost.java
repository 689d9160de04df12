package dev.lmcp.server.legacy;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.RpcError;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.base.HttpResponses;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.base.Revisions;
import dev.lmcp.server.call.ResponseContext;
import dev.lmcp.spi.Exchange;
import tools.jackson.databind.JsonNode;

/** Answers the POST requests of the legacy era: {@code initialize}, the messages of a session, and batches. */
final class LegacyPost {

    private final LegacyHandshake handshake;
    private final LegacySessionHeader header;
    private final LegacySessions sessions;
    private final LegacyRequests requests;
    private final LegacyBatch batch;
    private final ResponseContext responses;
    private final Limits limits;

    LegacyPost(
            LegacyHandshake handshake,
            LegacySessionHeader header,
            LegacySessions sessions,
            LegacyRequests requests,
            LegacyBatch batch,
            ResponseContext responses,
            Limits limits) {
        this.handshake = handshake;
        this.header = header;
        this.sessions = sessions;
        this.requests = requests;
        this.batch = batch;
        this.responses = responses;
        this.limits = limits;
    }

    void answer(Exchange exchange, AuthenticatedCaller caller, Message message) {
        if (message instanceof Message.Request request && request.method().equals(LegacyHandshake.METHOD)) {
            handshake.answer(exchange, caller, request);
        } else {
            header.find(exchange, caller).ifPresent(session -> answer(exchange, caller, session, message));
        }
    }

    private void answer(Exchange exchange, AuthenticatedCaller caller, LegacySession session, Message message) {
        if (message instanceof Message.Request request) {
            LegacyResponseWriter writer = LegacyResponseWriter.to(exchange, session, request.id(), responses, limits);
            requests.dispatch(requests.create(session, request, caller, writer, writer.acceptsStream()));
        } else if (sessions.receive(session, message)) {
            exchange.respond(HttpResponses.accepted());
        } else {
            exchange.respond(HttpResponses.refusal(
                    413, RpcError.INVALID_REQUEST, "Content too large: another node waits for it, send a smaller one"));
        }
    }

    void answerBatch(Exchange exchange, AuthenticatedCaller caller, JsonNode tree) {
        boolean isModern = Revisions.requested(exchange)
                .map(version -> !Revisions.LEGACY.contains(version))
                .orElse(false);
        if (isModern || !LegacySessionHeader.isPresent(exchange)) {
            exchange.respond(LegacyBatch.unsupported());
            return;
        }
        header.find(exchange, caller).ifPresent(session -> {
            if (LegacyBatch.isSupportedBy(session)) {
                LegacyResponseWriter writer = LegacyResponseWriter.toBatch(exchange, session, responses, limits);
                batch.answer(writer, caller, session, tree);
            } else {
                exchange.respond(LegacyBatch.unsupported());
            }
        });
    }
}
