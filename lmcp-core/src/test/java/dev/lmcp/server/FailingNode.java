package dev.lmcp.server;

import dev.lmcp.server.support.ForwardingCluster;
import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A connection of which one call fails: before the engine does it, or after that, as if the answer got lost. */
final class FailingNode extends ForwardingCluster {

    private final boolean isDoneFirst;
    private final AtomicInteger left = new AtomicInteger();

    FailingNode(Cluster connection, boolean isDoneFirst) {
        super(connection);
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
        return call(() -> super.read(key));
    }

    @Override
    public void write(String key, byte[] value, Duration ttl) {
        call(() -> super.write(key, value, ttl));
    }

    @Override
    public boolean create(String key, byte[] value, Duration ttl) {
        return call(() -> super.create(key, value, ttl));
    }

    @Override
    public boolean replace(String key, byte[] expected, byte[] value, Duration ttl) {
        return call(() -> super.replace(key, expected, value, ttl));
    }

    @Override
    public void delete(String key) {
        call(() -> super.delete(key));
    }

    @Override
    public void publish(byte[] message) {
        call(() -> super.publish(message));
    }
}
