package dev.lmcp.server.cluster;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lmcp.jsonrpc.InvalidMessageException;
import dev.lmcp.jsonrpc.MessageCodec;
import dev.lmcp.server.base.Json;
import dev.lmcp.server.base.KeyRing;
import dev.lmcp.server.base.RateLimitedLog;
import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterBus;
import dev.lmcp.spi.ClusterStore;
import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.spi.EventLog;
import dev.lmcp.text.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * This node among the nodes of a server. Values and messages are JSON objects of format 1, sealed with the state keys.
 *
 * <p>A method that needs the engine throws {@link ClusterUnavailableException} if the engine does not answer. Safe for
 * concurrent use.
 */
public final class ClusterNode {

    private static final int FORMAT = 1;
    private static final String UNREADABLE =
            "cannot be opened; expected all nodes to have the same state keys, and versions"
                    + " of lmcp that know each other's format";
    private static final byte[] MESSAGE = "cluster message".getBytes(US_ASCII);

    /** The member that names a message for whose arrival its sender waits. */
    private static final String ARRIVAL = "arrival";

    private static final Duration MAX_DELIVERY = Duration.ofMillis(250);

    private final String name = Ids.random();
    private final Cluster cluster;
    private final ClusterHealth health;
    private final KeyRing keys;
    private final MessageCodec codec;
    private final RateLimitedLog log;
    private final Map<String, Consumer<ObjectNode>> handlers = new ConcurrentHashMap<>();
    private final List<Runnable> afterMissed = new CopyOnWriteArrayList<>();
    private final KeptMessages kept = new KeptMessages();

    /** The waits for own messages, by the id in the message. */
    private final Map<String, CountDownLatch> arrivals = new ConcurrentHashMap<>();

    /**
     * Creates the node. It receives nothing before {@link #start}.
     *
     * @param cluster the connection to the engine
     * @param health counts the messages that are missed
     * @param keys seal all values and messages
     */
    public ClusterNode(Cluster cluster, ClusterHealth health, KeyRing keys, MessageCodec codec, InstantSource clock) {
        this.cluster = cluster;
        this.health = health;
        this.keys = keys;
        this.codec = codec;
        this.log = new RateLimitedLog(System.getLogger("dev.lmcp.cluster"), clock);
    }

    /** Returns the name of this node, which no other node has. */
    public String name() {
        return name;
    }

    /**
     * A value in the store.
     *
     * @param content the value
     * @param bytes the value as the store has it
     */
    public record Stored(ObjectNode content, byte[] bytes) {}

    /**
     * Reads a value.
     *
     * @throws UnreadableValueException if this node cannot read the value
     */
    public Optional<Stored> read(String key) {
        return cluster.store().read(key).map(bytes -> {
            ObjectNode content = open(context(key), bytes).orElseThrow(() -> {
                log.warn("value", "a value in the store " + UNREADABLE);
                return new UnreadableValueException("a value in the store " + UNREADABLE);
            });
            return new Stored(content, bytes);
        });
    }

    /**
     * Reads a value that can be made anew. A value that this node cannot read counts as an empty object, so that it can be
     * replaced.
     */
    public Optional<Stored> readOrForget(String key) {
        return cluster.store()
                .read(key)
                .map(bytes -> new Stored(open(context(key), bytes).orElseGet(Json::object), bytes));
    }

    /** Sets a value, if it still is the expected one. Returns false, and changes nothing, if it is another one. */
    public boolean replace(String key, Optional<Stored> expected, ObjectNode content, Duration ttl) {
        return change(key, expected, content, ttl).isPresent();
    }

    /**
     * Sets a value as {@link #replace} does. Returns it as the store has it, or empty if the value is another one.
     *
     * @throws ValueTooLargeException if the store cannot have the value
     */
    public Optional<Stored> change(String key, Optional<Stored> expected, ObjectNode content, Duration ttl) {
        byte[] bytes = seal(context(key), content);
        if (bytes.length > ClusterStore.MAX_VALUE_SIZE) {
            throw new ValueTooLargeException(bytes.length);
        }
        ClusterStore store = cluster.store();
        boolean isChanged = expected.map(before -> store.replace(key, before.bytes(), bytes, ttl))
                .orElseGet(() -> store.create(key, bytes, ttl));
        return isChanged ? Optional.of(new Stored(content, bytes)) : Optional.empty();
    }

    /** Deletes a value, if there is one. */
    public void delete(String key) {
        cluster.store().delete(key);
    }

    /** Sets a value. */
    public void write(String key, ObjectNode content, Duration ttl) {
        cluster.store().write(key, seal(context(key), content), ttl);
    }

    /** An event in the log. */
    public record LoggedEvent(long number, ObjectNode content) {}

    /**
     * Appends an event to a stream in the log.
     *
     * @param number higher than that of each earlier event of the stream
     * @param ttl how long the stream is kept after it
     */
    public void append(String stream, long number, ObjectNode content, Duration ttl) {
        byte[] bytes = seal(context(stream, number), content);
        if (bytes.length > ClusterStore.MAX_VALUE_SIZE) {
            throw new ClusterUnavailableException("an event has " + bytes.length + " bytes; expected at most "
                    + ClusterStore.MAX_VALUE_SIZE + ": it is kept on this node only");
        }
        cluster.events().append(stream, new EventLog.Event(number, bytes), ttl);
    }

    /** Returns at most {@code max} events of a stream after this number, up to the first one that cannot be opened. */
    public List<LoggedEvent> events(String stream, long after, int max) {
        List<LoggedEvent> events = new ArrayList<>();
        for (EventLog.Event event : cluster.events().after(stream, after, max)) {
            Optional<ObjectNode> content = open(context(stream, event.number()), event.content());
            if (content.isEmpty()) {
                break;
            }
            events.add(new LoggedEvent(event.number(), content.get()));
        }
        return events;
    }

    /** Sets a handler for messages of this kind from other nodes. It must not block. */
    public void on(String kind, Consumer<ObjectNode> handler) {
        handlers.put(kind, handler);
    }

    /** Sets an action for the time after messages may have been missed. It must not block. */
    public void onMissed(Runnable action) {
        afterMissed.add(action);
    }

    /** Begins to receive messages. */
    public void start() {
        cluster.bus().subscribe(new ClusterBus.Subscriber() {
            @Override
            public void receive(byte[] message) {
                ClusterNode.this.receive(message);
            }

            @Override
            public void messagesMissed() {
                health.messageMissed();
                afterMissed.forEach(Runnable::run);
            }
        });
    }

    /** Sends a message to the other nodes. Returns false, and sends nothing, if it is too large. */
    public boolean publish(String kind, ObjectNode content) {
        return publish(message(kind), content);
    }

    private ObjectNode message(String kind) {
        return Json.object().put("from", name).put("kind", kind);
    }

    private boolean publish(ObjectNode message, ObjectNode content) {
        message.set("content", content);
        byte[] bytes = seal(MESSAGE, message);
        if (bytes.length > ClusterStore.MAX_VALUE_SIZE) {
            return false;
        }
        cluster.bus().publish(bytes);
        return true;
    }

    /**
     * Tells the other nodes of a change. If the engine does not answer, the message is kept for {@link #sendKept}: the other
     * nodes may hear the engine all the time, and would not notice that they missed it.
     */
    public void announce(String kind, ObjectNode content) {
        announce(kind, message(kind), content);
    }

    /** Returns whether the message was sent. */
    private boolean announce(String kind, ObjectNode message, ObjectNode content) {
        try {
            return publish(message, content);
        } catch (ClusterUnavailableException e) {
            kept.add(new KeptMessages.Kept(kind, content));
            return false;
        }
    }

    /**
     * Tells the other nodes of a change as {@link #announce} does, and waits for a short time until this node has got its own
     * message: the engine has then passed it on to the others as well.
     */
    public void announceAndAwait(String kind, ObjectNode content) {
        String id = Ids.random();
        CountDownLatch arrival = new CountDownLatch(1);
        arrivals.put(id, arrival);
        try {
            if (announce(kind, message(kind).put(ARRIVAL, id), content)) {
                boolean unused = arrival.await(MAX_DELIVERY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // the change is made, and the others hear of it
            Thread.currentThread().interrupt();
        } finally {
            arrivals.remove(id);
        }
    }

    /** Sends the messages that {@link #announce} has kept, up to the first one that cannot be sent. */
    public void sendKept() {
        try {
            for (KeptMessages.Kept message : kept.all()) {
                publish(message.kind(), message.content());
                kept.remove(message);
            }
        } catch (ClusterUnavailableException e) {
            // the next round sends the rest
        }
    }

    private void receive(byte[] bytes) {
        Optional<ObjectNode> message = open(MESSAGE, bytes);
        if (message.isEmpty()) {
            dropUnreadable("it " + UNREADABLE);
            return;
        }
        if (message.get().path("from").stringValue("").equals(name)) {
            Json.text(message.get(), ARRIVAL)
                    .flatMap(id -> Optional.ofNullable(arrivals.get(id)))
                    .ifPresent(CountDownLatch::countDown);
            return;
        }
        Consumer<ObjectNode> handler = handlers.get(message.get().path("kind").stringValue(""));
        // a newer version may send kinds that this one does not know
        if (handler != null) {
            Json.object(message.get(), "content").ifPresent(handler);
        }
    }

    /**
     * Counts a message that this node cannot use, and logs it.
     *
     * @param reason what was found and expected, with {@code it} for the message
     */
    public void dropUnreadable(String reason) {
        health.messageMissed();
        log.warn("message", "a message of another node is dropped, as " + reason);
    }

    private static byte[] context(String stream, long number) {
        return ("cluster event " + number + ' ' + stream).getBytes(UTF_8);
    }

    private static byte[] context(String key) {
        return ("cluster value " + key).getBytes(UTF_8);
    }

    private byte[] seal(byte[] context, ObjectNode content) {
        ObjectNode versioned = Json.object().put("format", FORMAT);
        versioned.setAll(content);
        return keys.seal(context, codec.writeExactly(versioned)).getBytes(US_ASCII);
    }

    private Optional<ObjectNode> open(byte[] context, byte[] bytes) {
        return keys.open(context, new String(bytes, US_ASCII)).flatMap(content -> {
            try {
                JsonNode tree = codec.readTree(content);
                return tree instanceof ObjectNode object
                                && object.path("format").intValue(0) == FORMAT
                        ? Optional.of(object)
                        : Optional.empty();
            } catch (InvalidMessageException e) {
                return Optional.empty();
            }
        });
    }
}
