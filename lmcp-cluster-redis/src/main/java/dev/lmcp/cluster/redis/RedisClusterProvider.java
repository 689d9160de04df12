package dev.lmcp.cluster.redis;

import dev.lmcp.spi.Cluster;
import dev.lmcp.spi.ClusterProvider;
import dev.lmcp.spi.Services;
import dev.lmcp.spi.Settings;

/**
 * Connects the nodes of a server by Redis 7 or Valkey.
 *
 * <p>Settings under {@code lmcp.cluster.redis.}: {@code addresses} (of the server, of Sentinels, or of nodes of a Redis
 * Cluster, each as {@code HOST:PORT}), {@code mode} ({@code single}, {@code sentinel} or {@code cluster}), {@code
 * master-name} (for Sentinels), {@code user}, {@code password}, {@code tls}, {@code database}, {@code prefix} (of all keys
 * and of the channel), {@code timeout}.
 */
public final class RedisClusterProvider implements ClusterProvider {

    /** Creates the provider. It does nothing until a server connects. */
    public RedisClusterProvider() {}

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public Cluster create(Settings settings, Services services) {
        RedisSettings read = RedisSettings.read(settings);
        services.notice("redis: " + read.describe());
        return new RedisCluster(read, services);
    }
}
