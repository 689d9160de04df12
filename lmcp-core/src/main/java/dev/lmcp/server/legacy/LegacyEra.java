package dev.lmcp.server.legacy;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.auth.AuthChain;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.server.base.HttpAnswers;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.ChannelPeer;
import dev.lmcp.server.call.ChannelWork;
import dev.lmcp.server.methods.EraDependencies;
import dev.lmcp.spi.Exchange;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The era up to 2025-11-25: a handshake opens a session, and everything after belongs to it (MCP 2025-11-25
 * basic/lifecycle, basic/transports).
 */
public final class LegacyEra {

    /** The header field by which requests and responses name a session. */
    public static final String SESSION_HEADER = LegacySessionHeader.NAME;

    private final LegacySessions sessions;
    private final LegacySessionHeader header;
    private final LegacyPost posts;
    private final LegacyGetStreams gets;
    private final LegacyChannels channels;

    private LegacyEra(EraDependencies parts, LegacySessions sessions, LegacyHandshake handshake) {
        MessageCodec codec = parts.responses().codec();
        LegacyQuestions questions = new LegacyQuestions(parts.limits().of(Limit.QUESTION_TIMEOUT));
        LegacyTasks tasks = new LegacyTasks(
                parts.tasks(), parts.runner(), questions, parts.limits().of(Limit.PAGE_SIZE));
        LegacyRequests requests = new LegacyRequests(
                new LegacyMethods(parts.methods(), tasks, parts.limits()),
                questions,
                new LegacyRendering(new LegacyViews(parts.catalog())),
                parts.dispatcher());
        LegacyBatch batch = new LegacyBatch(requests, codec, parts.limits());
        this.sessions = sessions;
        this.header = new LegacySessionHeader(sessions);
        this.posts = new LegacyPost(handshake, header, requests, batch, parts.responses(), parts.limits());
        this.gets = new LegacyGetStreams(parts.streams(), header, parts.limits());
        this.channels = new LegacyChannels(handshake, requests, batch, new LegacyNotifier(codec));
    }

    /**
     * Puts the era together.
     *
     * @param sessions the sessions of HTTP
     * @param scopes judges whether a caller may open one
     * @param auth answers a caller who may not
     */
    public static LegacyEra of(EraDependencies parts, LegacySessions sessions, ScopePolicy scopes, AuthChain auth) {
        LegacyHandshake handshake = new LegacyHandshake(
                parts.responses().codec(), sessions, parts.serverInfo(), parts.limits(), scopes, auth);
        return new LegacyEra(parts, sessions, handshake);
    }

    /** Returns whether the request names a session. */
    public static boolean namesSession(Exchange exchange) {
        return LegacySessionHeader.isPresent(exchange);
    }

    public void post(Exchange exchange, AuthenticatedCaller caller, Message message) {
        posts.answer(exchange, caller, message);
    }

    public void batch(Exchange exchange, AuthenticatedCaller caller, JsonNode tree) {
        posts.answerBatch(exchange, caller, tree);
    }

    public void get(Exchange exchange, AuthenticatedCaller caller) {
        gets.answer(exchange, caller);
    }

    /** Ends a session, as its client asks for. */
    public void delete(Exchange exchange, AuthenticatedCaller caller) {
        header.find(exchange, caller).ifPresent(session -> {
            sessions.end(session);
            exchange.respond(HttpAnswers.noContent());
        });
    }

    /** Takes a message from a channel; returns the work on it, if there is any. */
    public Optional<ChannelWork> message(ChannelPeer peer, Message message) {
        return channels.message(peer, message);
    }

    /** Takes a batch from a channel; returns the work on it, if there is any. */
    public Optional<ChannelWork> batch(ChannelPeer peer, JsonNode tree) {
        return channels.batch(peer, tree);
    }

    /** Returns what announces changes to the session of a channel. */
    public ChangeBus.Sink listener(ChannelPeer peer) {
        return channels.listener(peer);
    }
}
