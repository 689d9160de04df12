package dev.lmcp.cluster.redis;

import dev.lmcp.spi.ClusterBus;
import dev.lmcp.spi.ClusterUnavailableException;
import dev.lmcp.spi.Services;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Receives messages on one thread, and connects again after a failure. A ping shows that the connection is alive; if
 * nothing arrives for some time, the read ends by its timeout.
 */
final class RedisSubscription extends BinaryJedisPubSub implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.cluster");
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration END_TIMEOUT = Duration.ofSeconds(3);

    private final RedisConnection connection;
    private final byte[] channel;
    private final ClusterBus.Subscriber subscriber;
    private final Thread thread = new Thread(this::receive, "lmcp-redis");
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Services.Scheduled pings;
    private boolean hasBegun;

    RedisSubscription(
            RedisConnection connection,
            byte[] channel,
            ClusterBus.Subscriber subscriber,
            Duration pingInterval,
            Services services) {
        this.connection = connection;
        this.channel = channel;
        this.subscriber = subscriber;
        this.pings = services.scheduleRepeatedly(pingInterval, () -> pingSoon(services));
        thread.setDaemon(true);
        thread.start();
    }

    private void receive() {
        while (closed.getCount() > 0) {
            try {
                hasBegun = false;
                connection.listen(client -> client.subscribe(this, channel), () -> hasBegun);
            } catch (ClusterUnavailableException e) {
                // the connection has logged it; the next round connects again
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "the subscription failed; it begins again", e);
            }
            try {
                if (closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void pingSoon(Services services) {
        try {
            services.execute(() -> {
                try {
                    if (isSubscribed()) {
                        ping();
                    }
                } catch (JedisException e) {
                    LOG.log(Level.DEBUG, "a ping failed; the read of the same connection ends as well", e);
                }
            });
        } catch (RejectedExecutionException busy) {
            // the next ping is soon enough
        }
    }

    @Override
    public void onSubscribe(byte[] name, int channels) {
        connection.answered();
        hasBegun = true;
        tellMissed();
        if (closed.getCount() == 0) {
            unsubscribe();
        }
    }

    private void tellMissed() {
        try {
            subscriber.messagesMissed();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "messages of other nodes may have been missed, and this could not be handled", e);
        }
    }

    @Override
    public void onMessage(byte[] name, byte[] message) {
        try {
            subscriber.receive(message);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a message of another node could not be handled", e);
        }
    }

    @Override
    public void close() {
        pings.cancel();
        closed.countDown();
        try {
            if (isSubscribed()) {
                unsubscribe();
            }
            thread.join(END_TIMEOUT.toMillis());
        } catch (JedisException e) {
            LOG.log(Level.DEBUG, "the subscription ends by its timeout", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
