package dev.lmcp.verification.shop;

import java.net.URI;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;

/** Connections to Redis. */
final class Redis {

    private Redis() {}

    static RedisClient connect(String url, int connections) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(connections);
        pool.setMaxIdle(connections);
        return RedisClient.builder().fromURI(URI.create(url)).poolConfig(pool).build();
    }
}
