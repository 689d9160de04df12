package dev.lmcp.server.support;

import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterBus;
import dev.lmcp.spi.ClusterStore;
import dev.lmcp.spi.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A connection that passes each call on to another one. A subclass overrides the calls that it changes. */
public abstract class ForwardingCluster implements Cluster, ClusterStore, EventLog, ClusterBus {

    private final Cluster connection;

    protected ForwardingCluster(Cluster connection) {
        this.connection = connection;
    }

    @Override
    public Optional<byte[]> read(String key) {
        return connection.store().read(key);
    }

    @Override
    public void write(String key, byte[] value, Duration ttl) {
        connection.store().write(key, value, ttl);
    }

    @Override
    public boolean create(String key, byte[] value, Duration ttl) {
        return connection.store().create(key, value, ttl);
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration ttl) {
        return connection.store().replace(key, expected, value, ttl);
    }

    @Override
    public void delete(String key) {
        connection.store().delete(key);
    }

    @Override
    public void append(String stream, Event event, Duration ttl) {
        connection.events().append(stream, event, ttl);
    }

    @Override
    public List<Event> after(String stream, long number, int max) {
        return connection.events().after(stream, number, max);
    }

    @Override
    public void deleteStream(String stream) {
        connection.events().deleteStream(stream);
    }

    @Override
    public void publish(byte[] message) {
        connection.bus().publish(message);
    }

    @Override
    public void subscribe(Subscriber subscriber) {
        connection.bus().subscribe(subscriber);
    }

    @Override
    public final ClusterStore store() {
        return this;
    }

    @Override
    public final EventLog events() {
        return this;
    }

    @Override
    public final ClusterBus bus() {
        return this;
    }

    @Override
    public boolean isAvailable() {
        return connection.isAvailable();
    }

    @Override
    public void close() {
        connection.close();
    }
}
