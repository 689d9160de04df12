package dev.lmcp.server.support;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lmcp.server.base.KeyRing;
import dev.lmcp.spi.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The connection of a node with a later version of lmcp: it writes format 2 of values, events and messages, and reads
 * formats 1 and 2.
 */
public final class NewerFormat extends ForwardingCluster {

    private static final String OLD = "\"format\":1,";
    private static final String NEW = "\"format\":2,";

    private final KeyRing keys;

    public NewerFormat(Cluster engine, KeyRing keys) {
        super(engine);
        this.keys = keys;
    }

    private byte[] translated(String context, byte[] sealed, String from, String to) {
        byte[] binding = context.getBytes(UTF_8);
        return keys.open(binding, new String(sealed, US_ASCII))
                .map(content ->
                        new String(content, UTF_8).replaceFirst(from, to).getBytes(UTF_8))
                .map(content -> keys.seal(binding, content).getBytes(US_ASCII))
                .orElse(sealed);
    }

    private byte[] newer(String context, byte[] sealed) {
        return translated(context, sealed, OLD, NEW);
    }

    private byte[] older(String context, byte[] sealed) {
        return translated(context, sealed, NEW, OLD);
    }

    private static String value(String key) {
        return "cluster value " + key;
    }

    private static String event(long number, String stream) {
        return "cluster event " + number + ' ' + stream;
    }

    @Override
    public Optional<byte[]> read(String key) {
        return super.read(key).map(content -> older(value(key), content));
    }

    @Override
    public void write(String key, byte[] content, Duration ttl) {
        super.write(key, newer(value(key), content), ttl);
    }

    @Override
    public boolean create(String key, byte[] content, Duration ttl) {
        return super.create(key, newer(value(key), content), ttl);
    }

    /** Sealing is random, so that the expected content is the one that is there. */
    @Override
    public boolean replace(String key, byte[] expected, byte[] content, Duration ttl) {
        return super.read(key)
                .filter(current -> super.replace(key, current, newer(value(key), content), ttl))
                .isPresent();
    }

    @Override
    public void append(String stream, Event event, Duration ttl) {
        byte[] content = newer(event(event.number(), stream), event.content());
        super.append(stream, new Event(event.number(), content), ttl);
    }

    @Override
    public List<Event> after(String stream, long number, int max) {
        return super.after(stream, number, max).stream()
                .map(event -> new Event(event.number(), older(event(event.number(), stream), event.content())))
                .toList();
    }

    @Override
    public void publish(byte[] message) {
        super.publish(newer("cluster message", message));
    }

    @Override
    public void subscribe(Subscriber subscriber) {
        super.subscribe(new Subscriber() {
            @Override
            public void receive(byte[] message) {
                subscriber.receive(older("cluster message", message));
            }

            @Override
            public void messagesMissed() {
                subscriber.messagesMissed();
            }
        });
    }
}
