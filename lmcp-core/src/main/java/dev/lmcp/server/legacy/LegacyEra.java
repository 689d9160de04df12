package dev.lmcp.server.legacy;

import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.auth.AuthChain;
import dev.lmcp.server.auth.AuthenticatedCaller;
import dev.lmcp.server.auth.ScopePolicy;
import dev.lmcp.server.base.HttpResponses;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.ChannelPeer;
import dev.lmcp.server.call.ChannelWork;
import dev.lmcp.server.methods.EraDependencies;
import dev.lmcp.spi.Exchange;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The era up to 2025-11-25. {@code initialize} opens a session, and all later messages belong to a session (MCP
 * 2025-11-25 basic/lifecycle, basic/transports).
 */
public final class LegacyEra {

    /** The header field with the id of a session. */
    public static final String SESSION_HEADER = LegacySessionHeader.NAME;

    private final LegacySessions sessions;
    private final LegacySessionHeader header;
    private final LegacyPost posts;
    private final LegacyGetStreams gets;
    private final LegacyChannels channels;

    private LegacyEra(EraDependencies dependencies, LegacySessions sessions, LegacyHandshake handshake) {
        MessageCodec codec = dependencies.responses().codec();
        LegacyQuestions questions = new LegacyQuestions(dependencies.limits().of(Limit.QUESTION_TIMEOUT));
        LegacyTasks tasks = new LegacyTasks(
                dependencies.tasks(), questions, dependencies.limits().of(Limit.PAGE_SIZE));
        LegacyRequests requests = new LegacyRequests(
                new LegacyMethods(dependencies.methods(), tasks, sessions, dependencies.limits()),
                questions,
                new LegacyRendering(new LegacyDowngrade(dependencies.catalog())),
                dependencies.dispatcher());
        LegacyBatch batch = new LegacyBatch(requests, codec, sessions, dependencies.limits());
        this.sessions = sessions;
        this.header = new LegacySessionHeader(sessions);
        this.posts = new LegacyPost(
                handshake, header, sessions, requests, batch, dependencies.responses(), dependencies.limits());
        this.gets = new LegacyGetStreams(dependencies.streams(), header, sessions, dependencies.limits());
        this.channels = new LegacyChannels(handshake, requests, batch, new LegacyNotifier(codec));
    }

    /**
     * Creates the era.
     *
     * @param sessions the sessions over HTTP
     * @param scopes decides whether a caller may open a session
     * @param auth creates the response that refuses a caller
     */
    public static LegacyEra of(
            EraDependencies dependencies, LegacySessions sessions, ScopePolicy scopes, AuthChain auth) {
        LegacyHandshake handshake = new LegacyHandshake(
                dependencies.responses().codec(), sessions, dependencies.serverInfo(), scopes, auth);
        return new LegacyEra(dependencies, sessions, handshake);
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

    /** Ends a session at the request of its client. */
    public void delete(Exchange exchange, AuthenticatedCaller caller) {
        header.find(exchange, caller).ifPresent(session -> {
            sessions.delete(session);
            exchange.respond(HttpResponses.noContent());
        });
    }

    /** Handles a message from a channel. Returns its work, if there is any. */
    public Optional<ChannelWork> message(ChannelPeer peer, Message message) {
        return channels.message(peer, message);
    }

    /** Handles a batch from a channel. Returns its work, if there is any. */
    public Optional<ChannelWork> batch(ChannelPeer peer, JsonNode tree) {
        return channels.batch(peer, tree);
    }

    /** Returns the listener that notifies the session of a channel of changes. */
    public ChangeBus.Listener listener(ChannelPeer peer) {
        return channels.listener(peer);
    }
}
