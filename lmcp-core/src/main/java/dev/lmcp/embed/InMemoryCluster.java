package dev.lmcp.embed;

import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterBus;
import dev.lmcp.spi.ClusterStore;
import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.spi.EventLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Connects servers in one process, in its memory: for tests with several nodes. Each server gets a {@link #node} of its own.
 *
 * <p>Messages are delivered on the thread that publishes them. Safe for concurrent use.
 */
public final class InMemoryCluster {

    private final InstantSource clock;
    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, Stream> streams = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private boolean isStopped;
    private boolean losesMessages;

    private record Value(byte[] content, Instant end) {}

    private record Stream(List<EventLog.Event> events, Instant end) {}

    /** Creates an engine with this clock. */
    public InMemoryCluster(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns a connection for one more server. */
    public synchronized Cluster node() {
        Node node = new Node();
        nodes.add(node);
        return node;
    }

    /** Stops the engine: from now on it does not answer, and messages get lost. */
    public synchronized void stop() {
        isStopped = true;
    }

    /** Starts the engine again. It has its values and streams, and each node hears that it may have missed messages. */
    public void start() {
        List<ClusterBus.Subscriber> all;
        synchronized (this) {
            isStopped = false;
            all = subscribers();
        }
        all.forEach(ClusterBus.Subscriber::messagesMissed);
    }

    /** Begins or ends to lose messages, as a connection does that breaks. At the end each node hears that it missed some. */
    public void loseMessages(boolean value) {
        List<ClusterBus.Subscriber> all;
        synchronized (this) {
            losesMessages = value;
            all = value ? List.of() : subscribers();
        }
        all.forEach(ClusterBus.Subscriber::messagesMissed);
    }

    /** Forgets all values and streams. */
    public synchronized void clear() {
        values.clear();
        streams.clear();
    }

    private List<ClusterBus.Subscriber> subscribers() {
        return nodes.stream().flatMap(node -> node.subscriber.stream()).toList();
    }

    /** The connection of one server. The monitor of the engine guards it. */
    private final class Node implements Cluster, ClusterStore, EventLog, ClusterBus {

        private Optional<Subscriber> subscriber = Optional.empty();
        private boolean isClosed;

        private void requireAnswer() {
            if (isStopped || isClosed) {
                throw new ClusterUnavailableException("the engine in memory is stopped; expected it to run: start it");
            }
        }

        private Optional<byte[]> find(String key) {
            requireAnswer();
            return Optional.ofNullable(values.get(key))
                    .filter(value -> clock.instant().isBefore(value.end()))
                    .map(value -> value.content().clone());
        }

        private void put(String key, byte[] value, Duration ttl) {
            values.put(key, new Value(value.clone(), clock.instant().plus(ttl)));
        }

        @Override
        public Optional<byte[]> read(String key) {
            synchronized (InMemoryCluster.this) {
                return find(key);
            }
        }

        @Override
        public void write(String key, byte[] value, Duration ttl) {
            synchronized (InMemoryCluster.this) {
                requireAnswer();
                put(key, value, ttl);
            }
        }

        @Override
        public boolean create(String key, byte[] value, Duration ttl) {
            synchronized (InMemoryCluster.this) {
                boolean isFree = find(key).isEmpty();
                if (isFree) {
                    put(key, value, ttl);
                }
                return isFree;
            }
        }

        @Override
        public boolean replace(String key, byte[] expected, byte[] value, Duration ttl) {
            synchronized (InMemoryCluster.this) {
                boolean isExpected = find(key)
                        .filter(current -> Arrays.equals(current, expected))
                        .isPresent();
                if (isExpected) {
                    put(key, value, ttl);
                }
                return isExpected;
            }
        }

        @Override
        public void append(String stream, Event event, Duration ttl) {
            synchronized (InMemoryCluster.this) {
                requireAnswer();
                List<Event> events = new ArrayList<>(after(stream, Long.MIN_VALUE, Integer.MAX_VALUE));
                events.add(new Event(event.number(), event.content().clone()));
                streams.put(stream, new Stream(events, clock.instant().plus(ttl)));
            }
        }

        @Override
        public List<Event> after(String stream, long number, int max) {
            synchronized (InMemoryCluster.this) {
                requireAnswer();
                return Optional.ofNullable(streams.get(stream))
                        .filter(found -> clock.instant().isBefore(found.end()))
                        .map(found -> found.events().stream()
                                .filter(event -> event.number() > number)
                                .limit(max)
                                .toList())
                        .orElse(List.of());
            }
        }

        @Override
        public void delete(String key) {
            synchronized (InMemoryCluster.this) {
                requireAnswer();
                values.remove(key);
            }
        }

        @Override
        public void deleteStream(String stream) {
            synchronized (InMemoryCluster.this) {
                requireAnswer();
                streams.remove(stream);
            }
        }

        @Override
        public void publish(byte[] message) {
            List<Subscriber> all;
            synchronized (InMemoryCluster.this) {
                requireAnswer();
                all = losesMessages ? List.of() : subscribers();
            }
            all.forEach(one -> {
                synchronized (one) {
                    one.receive(message.clone());
                }
            });
        }

        @Override
        public void subscribe(Subscriber value) {
            synchronized (InMemoryCluster.this) {
                subscriber = Optional.of(value);
            }
        }

        @Override
        public ClusterStore store() {
            return this;
        }

        @Override
        public EventLog events() {
            return this;
        }

        @Override
        public ClusterBus bus() {
            return this;
        }

        @Override
        public boolean isAvailable() {
            synchronized (InMemoryCluster.this) {
                return !isStopped && !isClosed;
            }
        }

        @Override
        public void close() {
            synchronized (InMemoryCluster.this) {
                isClosed = true;
                subscriber = Optional.empty();
                nodes.remove(this);
            }
        }
    }
}
