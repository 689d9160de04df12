package dev.lmcp.cluster.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterBus;
import dev.lmcp.spi.ClusterStore;
import dev.lmcp.spi.EventLog;
import dev.lmcp.spi.Services;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.params.SetParams;

/**
 * A store of strings with an expiry, a log of Redis streams, and a bus of one channel.
 *
 * <p>Safe for concurrent use.
 */
final class RedisCluster implements Cluster, ClusterStore, EventLog, ClusterBus {

    private static final byte[] REPLACE = script("if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end"
            + " redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) return 1");
    private static final byte[] APPEND = script("redis.call('XADD', KEYS[1], 'MAXLEN', '" + 2 * EventLog.MIN_EVENTS
            + "', ARGV[1], 'e', ARGV[2]) redis.call('PEXPIRE', KEYS[1], ARGV[3]) return 1");
    private static final byte[] AFTER =
            script("return redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+', 'COUNT', ARGV[2])");

    private final RedisSettings settings;
    private final Services services;
    private final RedisConnection connection;
    private Optional<RedisSubscription> subscription = Optional.empty();

    RedisCluster(RedisSettings settings, Services services) {
        this.settings = settings;
        this.services = services;
        this.connection = new RedisConnection(settings);
    }

    private static byte[] script(String text) {
        return text.getBytes(US_ASCII);
    }

    private byte[] key(String kind, String name) {
        return (settings.prefix() + ':' + kind + ':' + name).getBytes(US_ASCII);
    }

    private static byte[] number(long number) {
        return Long.toString(number).getBytes(US_ASCII);
    }

    private static long millis(Duration ttl) {
        return Math.max(1, ttl.toMillis());
    }

    @Override
    public Optional<byte[]> read(String key) {
        return connection.run(client -> Optional.ofNullable(client.get(key("value", key))));
    }

    @Override
    public void write(String key, byte[] value, Duration ttl) {
        connection.run(client ->
                client.set(key("value", key), value, SetParams.setParams().px(millis(ttl))));
    }

    @Override
    public boolean create(String key, byte[] value, Duration ttl) {
        return connection.run(client -> Optional.ofNullable(client.set(
                        key("value", key), value, SetParams.setParams().nx().px(millis(ttl))))
                .isPresent());
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration ttl) {
        return connection.run(client -> Long.valueOf(1)
                .equals(client.eval(REPLACE, 1, key("value", key), expected, value, number(millis(ttl)))));
    }

    @Override
    public void delete(String key) {
        connection.run(client -> client.del(key("value", key)));
    }

    @Override
    public void append(String stream, Event event, Duration ttl) {
        connection.run(client -> client.eval(
                APPEND, 1, key("stream", stream), script(event.number() + "-0"), event.content(), number(millis(ttl))));
    }

    @Override
    public List<Event> after(String stream, long number, int max) {
        return connection.run(client ->
                events(client.eval(AFTER, 1, key("stream", stream), script(Math.max(0, number) + "-0"), number(max))));
    }

    /** Reads the reply of XRANGE: for each entry its id, and one field with its value. */
    private static List<Event> events(Object reply) {
        List<Event> events = new ArrayList<>();
        for (Object entry : (List<?>) reply) {
            List<?> parts = (List<?>) entry;
            String id = new String((byte[]) parts.get(0), US_ASCII);
            byte[] content = (byte[]) ((List<?>) parts.get(1)).get(1);
            events.add(new Event(Long.parseLong(id.substring(0, id.indexOf('-'))), content));
        }
        return events;
    }

    @Override
    public void deleteStream(String stream) {
        connection.run(client -> client.del(key("stream", stream)));
    }

    private byte[] channel() {
        return (settings.prefix() + ":bus").getBytes(US_ASCII);
    }

    @Override
    public void publish(byte[] message) {
        connection.run(client -> client.publish(channel(), message));
    }

    @Override
    public synchronized void subscribe(Subscriber subscriber) {
        subscription =
                Optional.of(new RedisSubscription(connection, channel(), subscriber, settings.timeout(), services));
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
        return connection.isAvailable();
    }

    @Override
    public synchronized void close() {
        subscription.ifPresent(RedisSubscription::close);
        connection.close();
    }
}
