package dev.lmcp.server.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.Limits;
import dev.lmcp.server.cluster.ClusterNode;
import dev.lmcp.server.cluster.NodeLease;
import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.spi.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lets a client resume the stream of a call on another node than the one that runs the call (MCP 2025-11-25 transports
 * §Resumability and Redelivery).
 *
 * <p>The node of the call writes each event to the event log. The node of the client reads them, at first all at once and
 * then again and again. In the log, the event with number n has the number n + 1, because the log begins with 1. A node
 * renews a value in the store as long as it runs, so that nobody waits for the events of a node that is gone. Safe for
 * concurrent use.
 */
final class SharedStreams {

    /** How long an event log is kept after its last event. A call may be silent for this time. */
    private static final Duration LOG_TTL = Duration.ofHours(1);

    /** How long a node may be without a lease: the engine may have come back empty. */
    private static final Duration LEASE_GRACE = Duration.ofSeconds(8);

    /** How long a stream without a connection is followed. */
    private static final Duration IDLE_TTL = Duration.ofSeconds(10);

    private final ClusterNode cluster;
    private final NodeLease lease;
    private final Limits limits;
    private final Map<LegacyStream, Followed> followed = new ConcurrentHashMap<>();
    private final AtomicBoolean isPolling = new AtomicBoolean();

    /** A stream of another node. The times are those of {@link System#nanoTime}. */
    private static final class Followed {

        private final LegacySession session;
        private final String log;
        private long used = System.nanoTime();
        private Optional<Long> ownerMissing = Optional.empty();

        Followed(LegacySession session, String log) {
            this.session = session;
            this.log = log;
        }
    }

    SharedStreams(ClusterNode cluster, NodeLease lease, Limits limits) {
        this.cluster = cluster;
        this.lease = lease;
        this.limits = limits;
    }

    private static String log(LegacySession session, String stream) {
        return session.facts().number() + "/" + stream;
    }

    /** Returns the copy of a stream of this node. A copy that lacks an event is never continued. */
    StreamCopy copy(LegacySession session, String stream) {
        String log = log(session, stream);
        return new StreamCopy() {
            private long written;
            private boolean isBroken;

            @Override
            public void begin() {
                if (written == 0) {
                    append(1, Json.object());
                }
            }

            @Override
            public void add(long number, byte[] json) {
                append(number + 1, Json.object().put("json", new String(json, UTF_8)));
            }

            @Override
            public void end() {
                if (written > 0) {
                    append(written + 1, Json.object().put("isLast", true));
                }
            }

            private void append(long number, ObjectNode content) {
                try {
                    if (!isBroken) {
                        cluster.append(log, number, content, LOG_TTL);
                        written = number;
                    }
                } catch (ClusterUnavailableException e) {
                    // the client can still resume the stream on this node
                    isBroken = true;
                }
            }
        };
    }

    /**
     * Returns a stream of another node, with the events that it has now. Returns empty if there is no such stream, if it
     * lacks an event, or if its node is gone before its end.
     *
     * @param after the number of the last event that the client has
     */
    Optional<LegacyStream> find(LegacySession session, String stream, long after) {
        String log = log(session, stream);
        List<ClusterNode.LoggedEvent> events = cluster.events(log, after, EventLog.MIN_EVENTS);
        boolean hasAll = !events.isEmpty() && events.get(0).number() == after + 1;
        boolean isEnded = hasAll && isLast(events.get(events.size() - 1));
        int dash = stream.lastIndexOf('-');
        if (!hasAll || dash < 0 || (!isEnded && !isAlive(stream.substring(0, dash)))) {
            return Optional.empty();
        }
        LegacyStream copy = session.streams(limits).resume(stream, after);
        feed(copy, events.subList(1, events.size()));
        if (!copy.isEnded()) {
            followed.put(copy, new Followed(session, log));
        }
        return Optional.of(copy);
    }

    private static boolean isLast(ClusterNode.LoggedEvent event) {
        return event.content().path("isLast").booleanValue(false);
    }

    /** Adds events. If one is missing, the stream ends: the client must not take the rest for everything. */
    private static void feed(LegacyStream copy, List<ClusterNode.LoggedEvent> events) {
        for (ClusterNode.LoggedEvent event : events) {
            if (isLast(event) || event.number() != copy.last() + 2) {
                copy.end();
                return;
            }
            Json.text(event.content(), "json").ifPresent(json -> copy.append(json.getBytes(UTF_8)));
        }
    }

    private boolean isAlive(String owner) {
        return owner.equals(lease.name()) || lease.isAlive(owner);
    }

    /** Lets a worker poll, unless the last poll still waits for the engine. So a slow engine occupies one worker only. */
    void pollSoon(Executor worker) {
        if (!isPolling.compareAndSet(false, true)) {
            return;
        }
        try {
            worker.execute(() -> {
                try {
                    poll();
                } finally {
                    isPolling.set(false);
                }
            });
        } catch (RejectedExecutionException busy) {
            // the next poll is soon enough
            isPolling.set(false);
        }
    }

    /** Sends what could not be sent, reads the new events of all followed streams, and shows that this node runs. */
    private void poll() {
        cluster.sendKept();
        try {
            lease.renewIfDue();
            followed.forEach((stream, follow) -> {
                poll(stream, follow, System.nanoTime());
                // many streams and a slow engine may take longer than the lease
                lease.renewIfDue();
            });
        } catch (ClusterUnavailableException e) {
            // the streams stay open, and the next poll reads what they miss
        }
    }

    private void poll(LegacyStream stream, Followed follow, long now) {
        if (stream.isConnected()) {
            follow.used = now;
        }
        if (stream.isEnded()) {
            followed.remove(stream);
        } else if (now - follow.used > IDLE_TTL.toNanos()) {
            followed.remove(stream);
            follow.session.streams().ifPresent(streams -> streams.remove(stream));
        } else {
            List<ClusterNode.LoggedEvent> events = cluster.events(follow.log, stream.last() + 1, EventLog.MIN_EVENTS);
            feed(stream, events);
            if (events.isEmpty()) {
                endIfOwnerIsGone(stream, follow, now);
            }
        }
    }

    private void endIfOwnerIsGone(LegacyStream stream, Followed follow, long now) {
        if (isAlive(stream.name().substring(0, stream.name().lastIndexOf('-')))) {
            follow.ownerMissing = Optional.empty();
        } else if (follow.ownerMissing.isEmpty()) {
            follow.ownerMissing = Optional.of(now);
        } else if (now - follow.ownerMissing.get() > LEASE_GRACE.toNanos()) {
            stream.end();
        }
    }
}
