package dev.lmcp.server;

import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterBus;
import dev.lmcp.spi.ClusterStore;
import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.spi.EventLog;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A connection of which one call fails: before the engine does it, or after that, as if the answer got lost. */
final class FailingNode implements Cluster, ClusterStore, ClusterBus {

    private final Cluster connection;
    private final boolean isDoneFirst;
    private final AtomicInteger left = new AtomicInteger();

    FailingNode(Cluster connection, boolean isDoneFirst) {
        this.connection = connection;
        this.isDoneFirst = isDoneFirst;
    }

    /** Lets the call with this number fail; 1 is the next one. */
    void failAt(int number) {
        left.set(number);
    }

    /** Returns whether the call has failed. */
    boolean hasFailed() {
        return left.get() <= 0;
    }

    private <T> T call(Supplier<T> call) {
        boolean isFailing = left.getAndDecrement() == 1;
        if (isFailing && !isDoneFirst) {
            throw new ClusterUnavailableException("the test makes this call fail");
        }
        T result = call.get();
        if (isFailing) {
            throw new ClusterUnavailableException("the test loses this answer");
        }
        return result;
    }

    private void call(Runnable call) {
        call(() -> {
            call.run();
            return true;
        });
    }

    @Override
    public Optional<byte[]> read(String key) {
        return call(() -> connection.store().read(key));
    }

    @Override
    public void write(String key, byte[] value, Duration ttl) {
        call(() -> connection.store().write(key, value, ttl));
    }

    @Override
    public boolean create(String key, byte[] value, Duration ttl) {
        return call(() -> connection.store().create(key, value, ttl));
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration ttl) {
        return call(() -> connection.store().replace(key, expected, value, ttl));
    }

    @Override
    public void delete(String key) {
        call(() -> connection.store().delete(key));
    }

    @Override
    public void publish(byte[] message) {
        call(() -> connection.bus().publish(message));
    }

    @Override
    public void subscribe(Subscriber subscriber) {
        connection.bus().subscribe(subscriber);
    }

    @Override
    public ClusterStore store() {
        return this;
    }

    @Override
    public EventLog events() {
        return connection.events();
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
    public void close() {
        connection.close();
    }
}
