package dev.lmcp.server.legacy;

import dev.lmcp.ClientInfo;
import dev.lmcp.Principal;
import dev.lmcp.jsonrpc.Message;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.base.Limit;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.call.Change;
import dev.lmcp.server.call.ChangeBus;
import dev.lmcp.server.call.ClientCapabilities;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.cluster.NodeLease;
import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.text.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The sessions that this node has in memory. Only its owner can use a session. Their number and lifetime are bounded.
 *
 * <p>The id of a session carries its facts. So a node also accepts a session that another node with the same keys opened,
 * and keeps in memory what changes: the log level, subscriptions, streams, the time of the last use.
 *
 * <p>At the limit, a session of the caller with the most sessions is evicted. So a caller cannot evict the sessions of
 * others by opening many or by keeping all of its own in use (see {@link SessionEviction}). Safe for concurrent use.
 */
public final class LegacySessions implements ChangeBus.Listener {

    /** The maximum number of ended sessions that a node remembers. They take about 10 MB. */
    private static final int MAX_ENDED = 100_000;

    private static final int NODE_NAME_LENGTH = 8;

    /** How often a node reads the new events of streams that run on another node. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

    private final Limits limits;
    private final InstantSource clock;
    private final SessionIds ids;
    private final String node = Ids.random().substring(0, NODE_NAME_LENGTH);
    private final EndedSessions ended;
    private final Map<String, LegacySession> sessions = new ConcurrentHashMap<>();
    private final LegacyNotifier notifier;

    /** Held during the eviction and the opening, so that concurrent openings do not exceed the limit. */
    private final Object opening = new Object();

    private volatile Optional<SharedSessions> shared = Optional.empty();
    private volatile Optional<SharedStreams> sharedStreams = Optional.empty();
    private volatile Optional<Future<?>> polling = Optional.empty();
    private volatile boolean closed;

    public LegacySessions(Limits limits, InstantSource clock, KeyRing keys, MessageCodec codec) {
        this.limits = limits;
        this.clock = clock;
        this.ids = new SessionIds(keys);
        this.ended = new EndedSessions(MAX_ENDED, limits.of(Limit.SESSION_MAX_AGE));
        this.notifier = new LegacyNotifier(codec);
    }

    /**
     * Shares the changes of sessions with the other nodes from now on.
     *
     * @param lease the lease of this node, with the name of {@link #node}
     * @param scheduler runs short periodic tasks
     * @param worker runs short tasks that may block
     */
    public void connect(
            ClusterNode otherNodes,
            NodeLease lease,
            MessageCodec codec,
            ScheduledExecutorService scheduler,
            Executor worker) {
        SharedSessions connected = new SharedSessions(otherNodes, codec, limits, clock);
        connected.receive(id -> Optional.ofNullable(sessions.get(id)), session -> {
            // at once, so that the next request does not find it; the end of its streams may take some time
            if (remove(session)) {
                closeSoon(session, worker);
            }
        });
        otherNodes.onMissed(() -> {
            sessions.values().forEach(LegacySession::missed);
            try {
                worker.execute(() -> reload(connected));
            } catch (RejectedExecutionException busy) {
                // each session is read at its next use
            }
        });
        shared = Optional.of(connected);
        SharedStreams streams = new SharedStreams(otherNodes, lease, limits);
        sharedStreams = Optional.of(streams);
        polling = Optional.of(scheduler.scheduleWithFixedDelay(
                () -> streams.pollSoon(worker),
                POLL_INTERVAL.toMillis(),
                POLL_INTERVAL.toMillis(),
                TimeUnit.MILLISECONDS));
    }

    /** Returns the name of this node. */
    public String node() {
        return node;
    }

    /** Closes a removed session. Nothing else closes it later, so this does not depend on a free worker. */
    private static void closeSoon(LegacySession session, Executor worker) {
        try {
            worker.execute(session::close);
        } catch (RejectedExecutionException busy) {
            session.close();
        }
    }

    /**
     * Finds a stream of a session that its client wants to resume, on this node or on another one.
     *
     * @param number the number of the last event that the client has
     */
    Optional<LegacyStream> findStream(LegacySession session, String name, long number) {
        return session.streams(limits)
                .find(name)
                .or(() -> sharedStreams
                        .filter(nodes -> sharing(session).isPresent())
                        .flatMap(nodes -> nodes.find(session, name, number)));
    }

    /** Tells a session that each list and each subscribed resource may have changed: it listened on another node. */
    void notifyOfEverything(LegacySession session) {
        for (Change.Kind kind : Change.Kind.values()) {
            notifier.notifySession(session, new Change.ListChanged(kind));
        }
        session.state(0)
                .subscriptions()
                .forEach(uri -> notifier.notifySession(session, new Change.ResourceUpdated(uri)));
    }

    /** Opens no more sessions, as the server is stopping. */
    public void close() {
        closed = true;
        polling.ifPresent(task -> task.cancel(false));
    }

    /**
     * Opens a session. Returns empty if the server is stopping, or if the limit is reached and no session can be
     * evicted: this caller owns the most sessions, and all of them are in use.
     */
    Optional<LegacySession> open(
            Principal owner, String version, Optional<ClientInfo> client, ClientCapabilities capabilities) {
        SessionFacts facts = SessionFacts.of(version, client, capabilities, clock.millis());
        LegacySession session = session(ids.seal(owner, facts), owner, facts);
        session.loaded(session.misses());
        return add(session);
    }

    private LegacySession session(String id, Principal owner, SessionFacts facts) {
        LegacySession session = new LegacySession(id, node, owner, facts, clock.millis());
        sharedStreams.ifPresent(session::share);
        return session;
    }

    /** Adds a session. Returns empty as {@link #open} does. */
    private Optional<LegacySession> add(LegacySession session) {
        Optional<LegacySession> evicted = Optional.empty();
        synchronized (opening) {
            LegacySession existing = sessions.get(session.id());
            if (existing != null) {
                return Optional.of(existing);
            }
            if (closed || ended.contains(session.owner(), session.facts())) {
                return Optional.empty();
            }
            if (sessions.size() >= limits.of(Limit.MAX_SESSIONS)) {
                evicted = SessionEviction.victim(sessions.values(), session.owner());
                if (evicted.isEmpty()) {
                    return Optional.empty();
                }
                evicted.ifPresent(this::remove);
            }
            sessions.put(session.id(), session);
        }
        evicted.ifPresent(LegacySession::close);
        return Optional.of(session);
    }

    /**
     * Removes a session. It is remembered before, so that no request adds it again in between. If nodes share sessions, only
     * this node's part of it ends.
     */
    private boolean remove(LegacySession session) {
        if (shared.isEmpty()) {
            ended.add(session.owner(), session.facts());
        }
        return sessions.remove(session.id(), session);
    }

    /** Finds the caller's session with this id, and marks it as used. Adds the session if another node opened it. */
    SessionLookup find(String id, Principal caller) {
        LegacySession session = sessions.get(id);
        if (session == null) {
            return findElsewhere(id, caller);
        }
        if (!session.owner().isSameCallerAs(caller)) {
            return SessionLookup.UNKNOWN;
        }
        if (isExpired(session)) {
            end(session);
            return shared.isEmpty() ? SessionLookup.UNKNOWN : findElsewhere(id, caller);
        }
        session.touch(clock.millis());
        return loaded(session);
    }

    /** Reads the shared states again. If the engine is away again, each session is read at its next use. */
    private void reload(SharedSessions nodes) {
        try {
            sessions.values().forEach(session -> loaded(nodes, session));
        } catch (ClusterUnavailableException e) {
            // the next reconnect tries again
        }
    }

    /** Reads the shared state of a session, if this node has not read it. */
    private SessionLookup loaded(LegacySession session) {
        return shared.map(nodes -> loaded(nodes, session)).orElseGet(() -> SessionLookup.found(session));
    }

    private SessionLookup loaded(SharedSessions nodes, LegacySession session) {
        if (session.isLoaded() || nodes.load(session)) {
            return SessionLookup.found(session);
        }
        end(session);
        return SessionLookup.UNKNOWN;
    }

    private SessionLookup findElsewhere(String id, Principal caller) {
        Optional<SessionFacts> facts =
                ids.open(id, caller).filter(opened -> !isTooOld(opened) && !ended.contains(caller, opened));
        if (facts.isEmpty()) {
            return SessionLookup.UNKNOWN;
        }
        return add(session(id, caller, facts.get()))
                .map(this::loaded)
                .orElseGet(() -> ended.contains(caller, facts.get()) ? SessionLookup.UNKNOWN : SessionLookup.REFUSED);
    }

    /** Ends a session on all nodes, at the request of its client. */
    void delete(LegacySession session) {
        shared.ifPresent(nodes -> nodes.end(session));
        ended.add(session.owner(), session.facts());
        end(session);
    }

    /** Changes a session, on all nodes that share it. The change may run several times. */
    void change(LegacySession session, Runnable change) {
        sharing(session).ifPresentOrElse(nodes -> nodes.change(session, change), change);
    }

    /** Returns the other nodes, if they can have a part of the session. The session of a channel is of one node. */
    private Optional<SharedSessions> sharing(LegacySession session) {
        return shared.filter(nodes -> sessions.get(session.id()) == session);
    }

    /**
     * Handles a message that needs no response. If it is for work on another node, that node gets it. Returns false if it is
     * too large for that.
     */
    boolean receive(LegacySession session, Message message) {
        boolean isForOtherNode = session.receive(message);
        return !isForOtherNode
                || sharing(session)
                        .map(nodes -> nodes.forward(session, message))
                        .orElse(true);
    }

    /** Ends the part of a session that this node has. */
    void end(LegacySession session) {
        if (remove(session)) {
            session.close();
        }
    }

    public int size() {
        return sessions.size();
    }

    /** Ends the expired sessions, and removes expired streams. */
    public void sweep() {
        long now = System.nanoTime();
        ended.sweep(clock.millis());
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
        return isTooOld(session.facts())
                || (clock.millis() - session.used()
                                > limits.of(Limit.SESSION_IDLE_TIMEOUT).toMillis()
                        && !session.isBusy());
    }

    private boolean isTooOld(SessionFacts session) {
        return clock.millis() - session.opened()
                > limits.of(Limit.SESSION_MAX_AGE).toMillis();
    }
}
