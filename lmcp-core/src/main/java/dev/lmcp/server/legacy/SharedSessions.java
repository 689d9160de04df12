package dev.lmcp.server.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lmcp.jsonrpc.InvalidMessageException;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.cluster.UnreadableValueException;
import dev.lmcp.spi.ClusterUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shares with the other nodes what changes in a session: its state, its end, and messages for work that runs on another
 * node.
 *
 * <p>The store has a state only for sessions that differ from their beginning. Safe for concurrent use.
 */
final class SharedSessions {

    private static final String CHANGED = "session-changed";
    private static final String MESSAGE = "session-message";
    private static final String SESSION = "session";

    /** How often nodes may disturb one another in one change. */
    private static final int MAX_ATTEMPTS = 100;

    private final ClusterNode node;
    private final MessageCodec codec;
    private final Duration maxAge;
    private final int maxSubscriptions;
    private final InstantSource clock;

    SharedSessions(ClusterNode node, MessageCodec codec, Limits limits, InstantSource clock) {
        this.node = node;
        this.codec = codec;
        this.maxAge = limits.of(Limit.SESSION_MAX_AGE);
        this.maxSubscriptions = limits.of(Limit.MAX_SUBSCRIPTIONS);
        this.clock = clock;
    }

    /**
     * Receives messages of other nodes.
     *
     * @param local finds a session in the memory of this node by its id
     * @param ended called for a session that its client has ended on another node
     */
    void receive(Function<String, Optional<LegacySession>> local, Consumer<LegacySession> ended) {
        node.on(
                CHANGED,
                content -> Json.text(content, SESSION).flatMap(local).ifPresent(session -> {
                    SessionState state = SessionState.read(content.path("state"));
                    if (state.isEnded()) {
                        ended.accept(session);
                    } else {
                        session.apply(state, maxSubscriptions);
                    }
                }));
        node.on(
                MESSAGE,
                content -> Json.text(content, SESSION)
                        .flatMap(local)
                        .ifPresent(session -> Json.text(content, "message").ifPresent(json -> {
                            try {
                                session.receive(codec.read(codec.readTree(json.getBytes(UTF_8))));
                            } catch (InvalidMessageException e) {
                                // a newer version may send what this one does not know
                            }
                        })));
    }

    /**
     * Reads the state of a session into this node's part of it. Returns false if the session has ended, or if this node
     * cannot read the state. It is not guessed, because the session may have ended.
     */
    boolean load(LegacySession session) {
        int misses = session.misses();
        Optional<SessionState> state;
        try {
            state = node.read(key(session)).map(stored -> SessionState.read(stored.content()));
        } catch (UnreadableValueException e) {
            return false;
        }
        state.ifPresent(read -> session.apply(read, maxSubscriptions));
        session.loaded(misses);
        return state.filter(SessionState::isEnded).isEmpty();
    }

    /**
     * Changes a session on all nodes.
     *
     * @param change changes this node's part of the session; it may run several times
     */
    void change(LegacySession session, Runnable change) {
        update(session, before -> {
            before.ifPresent(state -> session.apply(state, maxSubscriptions));
            change.run();
            return session.state(before.map(SessionState::number).orElse(0L) + 1);
        });
    }

    /** Ends a session on all nodes. */
    void end(LegacySession session) {
        update(session, before -> before.orElseGet(() -> session.state(0)).ended());
    }

    private void update(LegacySession session, Function<Optional<SessionState>, SessionState> next) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<ClusterNode.Stored> stored = readForChange(session);
            Optional<SessionState> before = stored.map(value -> SessionState.read(value.content()));
            if (before.filter(SessionState::isEnded).isPresent()) {
                return;
            }
            SessionState after = next.apply(before);
            if (node.replace(key(session), stored, after.toJson(), timeLeft(session))) {
                session.apply(after, maxSubscriptions);
                ObjectNode content = Json.object().put(SESSION, session.id());
                content.set("state", after.toJson());
                // the change is made: it is not refused because the other nodes hear of it later
                node.announceAndAwait(CHANGED, content);
                return;
            }
        }
        throw new ClusterUnavailableException(
                "a session changed " + MAX_ATTEMPTS + " times during one change; expected fewer: try again later");
    }

    /** If this node cannot read the state, the session is unknown here from its next use on. */
    private Optional<ClusterNode.Stored> readForChange(LegacySession session) {
        try {
            return node.read(key(session));
        } catch (UnreadableValueException e) {
            session.missed();
            throw new ClusterUnavailableException("the state of a session cannot be read by this node", e);
        }
    }

    /**
     * Sends a message of the client to the node that waits for it: the answer to a question, or a cancellation. Returns
     * false, and sends nothing, if it is too large.
     */
    boolean forward(LegacySession session, Message message) {
        ObjectNode content = Json.object().put(SESSION, session.id());
        // as text, so that the message may be as deep here as it was from the client
        content.put("message", new String(codec.writeExactly(codec.toTree(message)), UTF_8));
        return node.publish(MESSAGE, content);
    }

    private static String key(LegacySession session) {
        return "session/" + session.facts().number();
    }

    private Duration timeLeft(LegacySession session) {
        long left = session.opened() + maxAge.toMillis() - clock.millis();
        return Duration.ofMillis(Math.max(1000, left));
    }
}
