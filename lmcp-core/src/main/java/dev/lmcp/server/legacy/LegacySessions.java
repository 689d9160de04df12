package dev.lmcp.server.legacy;

import dev.lmcp.ClientInfo;
import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.Change;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.text.Ids;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open sessions. Only its owner can use a session. Their number and lifetime are bounded.
 *
 * <p>At the limit, a session of the caller with the most sessions is evicted. So a caller cannot evict the sessions of
 * others by opening many or by keeping all of its own in use (see {@link SessionEviction}). Safe for concurrent use.
 */
public final class LegacySessions implements ChangeBus.Listener {

    private final Limits limits;
    private final InstantSource clock;
    private final Map<String, LegacySession> sessions = new ConcurrentHashMap<>();
    private final LegacyNotifier notifier;

    /** Held during the eviction and the opening, so that concurrent openings do not exceed the limit. */
    private final Object opening = new Object();

    private volatile boolean closed;

    public LegacySessions(Limits limits, InstantSource clock, MessageCodec codec) {
        this.limits = limits;
        this.clock = clock;
        this.notifier = new LegacyNotifier(codec);
    }

    /** Opens no more sessions, as the server is stopping. */
    public void close() {
        closed = true;
    }

    /**
     * Opens a session. Returns empty if the server is stopping, or if the limit is reached and no session can be
     * evicted: this caller owns the most sessions, and all of them are in use.
     */
    Optional<LegacySession> open(
            Principal owner, String version, Optional<ClientInfo> client, ClientCapabilities capabilities) {
        LegacySession session = new LegacySession(Ids.random(), owner, version, client, capabilities, clock.millis());
        Optional<LegacySession> evicted = Optional.empty();
        synchronized (opening) {
            if (closed) {
                return Optional.empty();
            }
            if (sessions.size() >= limits.of(Limit.MAX_SESSIONS)) {
                evicted = SessionEviction.victim(sessions.values(), owner);
                if (evicted.isEmpty()) {
                    return Optional.empty();
                }
                evicted.ifPresent(other -> sessions.remove(other.id()));
            }
            sessions.put(session.id(), session);
        }
        evicted.ifPresent(LegacySession::close);
        return Optional.of(session);
    }

    /** Returns the caller's session with this id, and marks it as used. */
    Optional<LegacySession> find(String id, Principal caller) {
        LegacySession session = sessions.get(id);
        if (session == null || !session.owner().isSameCallerAs(caller)) {
            return Optional.empty();
        }
        if (isExpired(session)) {
            end(session);
            return Optional.empty();
        }
        session.touch(clock.millis());
        return Optional.of(session);
    }

    void end(LegacySession session) {
        if (sessions.remove(session.id(), session)) {
            session.close();
        }
    }

    public int size() {
        return sessions.size();
    }

    /** Ends the expired sessions, and removes expired streams. */
    public void sweep() {
        long now = System.nanoTime();
        for (LegacySession session : sessions.values()) {
            if (isExpired(session)) {
                end(session);
            } else {
                if (session.isBusy()) {
                    // the idle time begins at the end of the last call or stream, not at its start
                    session.touch(clock.millis());
                }
                session.streams().ifPresent(streams -> streams.sweep(now));
            }
        }
    }

    public void endAll() {
        sessions.values().forEach(this::end);
    }

    @Override
    public void accept(Change change) {
        sessions.values().forEach(session -> notifier.notifySession(session, change));
    }

    private boolean isExpired(LegacySession session) {
        long now = clock.millis();
        return now - session.opened() > limits.of(Limit.SESSION_MAX_AGE).toMillis()
                || (now - session.used() > limits.of(Limit.SESSION_IDLE_TIMEOUT).toMillis() && !session.isBusy());
    }
}
