package dev.lmcp.cluster.redis;

import dev.lmcp.spi.ClusterUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The connections to the engine. After a failure, the engine is left alone for a moment, so that requests do not wait one
 * after the other for an engine that does not answer. If the engine has answered another command since the failed one
 * began, the failure is about a connection that was lost earlier, and holds up nobody.
 *
 * <p>Safe for concurrent use.
 */
final class RedisConnection implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.lmcp.cluster");
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RedisSettings settings;
    private final Object connecting = new Object();
    private volatile @Nullable UnifiedJedis client;
    private volatile Optional<Long> failedAt = Optional.empty();
    private volatile long answeredAt = System.nanoTime();
    private volatile boolean isClosed;

    RedisConnection(RedisSettings settings) {
        this.settings = settings;
    }

    /** Returns whether the engine answers. */
    boolean isAvailable() {
        return !isClosed && failedAt.isEmpty();
    }

    boolean isClosed() {
        return isClosed;
    }

    /**
     * Runs a command.
     *
     * @throws ClusterUnavailableException if the engine does not answer, or has not answered a moment ago
     */
    <T> T run(Function<UnifiedJedis, T> command) {
        if (isClosed) {
            throw new ClusterUnavailableException("the connection to Redis is closed; expected a server that runs");
        }
        Optional<Long> failed = failedAt;
        if (failed.isPresent() && System.nanoTime() - failed.get() < PAUSE.toNanos()) {
            throw new ClusterUnavailableException(
                    "Redis did not answer a moment ago; expected an answer: try again later");
        }
        return attempt(command);
    }

    private <T> T attempt(Function<UnifiedJedis, T> command) {
        long began = System.nanoTime();
        UnifiedJedis used = null;
        try {
            used = client();
            T result = command.apply(used);
            answered();
            return result;
        } catch (JedisException | IllegalStateException e) {
            if (isInterrupted(e)) {
                // a cancelled call says nothing of the engine, and must not hold up the others
                throw new ClusterUnavailableException("the wait for Redis was interrupted: " + e.getMessage(), e);
            }
            discardIfBroken(used, e);
            throw fail(e, began);
        }
    }

    /** Returns whether this thread was interrupted. The pool of connections takes the interrupt away. */
    private static boolean isInterrupted(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
        }
        return Thread.currentThread().isInterrupted();
    }

    /**
     * Runs a command that lasts, even if the engine has not answered a moment ago. If the command has begun, its end says
     * nothing about other connections.
     *
     * @throws ClusterUnavailableException if the command could not begin
     */
    void listen(Consumer<UnifiedJedis> command, BooleanSupplier hasBegun) {
        long began = System.nanoTime();
        UnifiedJedis used = null;
        try {
            used = client();
            command.accept(used);
        } catch (JedisException | IllegalStateException e) {
            discardIfBroken(used, e);
            if (!hasBegun.getAsBoolean()) {
                throw fail(e, began);
            }
            LOG.log(Level.DEBUG, "the connection for messages has ended; it is opened again", e);
        }
    }

    /** Returns whether a connection has failed, in contrast to a command that the engine refuses. */
    private static boolean isAboutConnections(Throwable failure) {
        return failure instanceof JedisConnectionException
                || failure instanceof JedisClusterOperationException
                || (failure.getCause() != null && isAboutConnections(failure.getCause()));
    }

    /**
     * Closes the idle connections. If one has lost its network without a sign, the others have too, and each of them would
     * fail once. Connections in use go on.
     */
    private void discardIfBroken(@Nullable UnifiedJedis used, RuntimeException failure) {
        synchronized (connecting) {
            if (used != null && client == used && isAboutConnections(failure)) {
                client = null;
                used.close();
            }
        }
    }

    private UnifiedJedis client() {
        UnifiedJedis known = client;
        if (known != null) {
            return known;
        }
        synchronized (connecting) {
            UnifiedJedis current = client;
            if (current == null) {
                current = settings.connect();
                client = current;
            }
            if (isClosed) {
                current.close();
            }
            return current;
        }
    }

    /** Notes that the engine answers. */
    void answered() {
        answeredAt = System.nanoTime();
        if (failedAt.isPresent()) {
            failedAt = Optional.empty();
            LOG.log(Level.INFO, "Redis answers again");
        }
    }

    /**
     * Notes that the engine does not answer, and returns what to throw.
     *
     * @param began when the command began, by {@link System#nanoTime}
     */
    private ClusterUnavailableException fail(RuntimeException e, long began) {
        if (answeredAt - began > 0) {
            LOG.log(Level.DEBUG, "a connection was lost, and Redis has answered on another one since", e);
        } else {
            if (failedAt.isEmpty() && !isClosed) {
                LOG.log(
                        Level.WARNING,
                        "Redis does not answer (" + settings.describe() + "): " + e.getMessage()
                                + "; until it does, requests that need it get 503");
            }
            failedAt = Optional.of(System.nanoTime());
        }
        return new ClusterUnavailableException("Redis does not answer: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        isClosed = true;
        UnifiedJedis known = client;
        if (known != null) {
            known.close();
        }
    }
}
